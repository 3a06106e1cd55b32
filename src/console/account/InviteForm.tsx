// Invites somebody to the account: role, and the chats to answer in. Shows the link where the service sends no e-mail.

import { useId, useState } from 'preact/hooks';
import { EMAIL_MAX_LENGTH, MAX_CHATS_LIMIT, NAME_MAX_LENGTH } from '../../shared/limits.ts';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { call } from '../settings/call.ts';
import type { ReachableAccount } from '../settings/reach.ts';
import { Said } from '../settings/Said.tsx';
import * as answers from './answers.ts';
import { LinkToSend } from './LinkToSend.tsx';

const MAX_CHATS_AT_FIRST = 3;

interface InviteProps {
  account: ReachableAccount;
  /** As an editor of this chat; otherwise role and chats are asked. */
  only?: string;
  onInvited(): void;
}

export function InviteForm({ account, only, onInvited }: InviteProps) {
  const acts = useActs();
  const id = useId();
  const [role, setRole] = useState<'admin' | 'editor'>('editor');
  const [seats, setSeats] = useState<Readonly<Record<string, number>>>(only === undefined ? {} : { [only]: MAX_CHATS_AT_FIRST });
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);

  async function invite(form: HTMLFormElement): Promise<void> {
    const written = new FormData(form);
    const email = String(written.get('email')).trim();
    const name = String(written.get('name')).trim();
    const chatflows = Object.entries(seats).map(([chatflowId, maxChats]) => ({ chatflowId, maxChats }));
    const path = `/v1/accounts/${encodeURIComponent(account.accountId)}/invitations`;
    const body = { email, name, role, chatflows };
    setMade(null);
    const done = await acts.run(call('POST', path, answers.newInvitation, { body }), t('inviteSent', { email }));
    if (done === null) return;
    if (done.link !== null) setMade({ name, link: done.link });
    form.reset();
    onInvited();
  }

  const asked = only === undefined ? account.chatflows : account.chatflows.filter(({ chatflowId }) => chatflowId === only);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!acts.busy) void invite(event.currentTarget);
      }}
    >
      <div class="pair">
        <label class="setting" for={`${id}-email`}>
          <span>{t('inviteEmail')}</span>
          <input id={`${id}-email`} type="email" name="email" required maxLength={EMAIL_MAX_LENGTH} autocomplete="off" />
        </label>
        <label class="setting" for={`${id}-name`}>
          <span>{t('inviteName')}</span>
          <input id={`${id}-name`} type="text" name="name" required maxLength={NAME_MAX_LENGTH} autocomplete="off" />
        </label>
      </div>
      {only === undefined && <RoleChoice role={role} onChoose={setRole} />}
      {asked.length > 0 && (
        <fieldset class="stack">
          <legend class={only === undefined ? '' : 'unseen'}>{t('inviteChats')}</legend>
          {asked.map(({ chatflowId, name }) => (
            <SeatChoice
              key={chatflowId}
              name={name}
              fixed={only !== undefined}
              maxChats={seats[chatflowId] ?? null}
              onChange={(maxChats) => setSeats(withSeat(seats, chatflowId, maxChats))}
            />
          ))}
        </fieldset>
      )}
      <div>
        <button type="submit" class="primary" aria-disabled={acts.busy}>
          {t('inviteSend')}
        </button>
      </div>
      {made === null ? <Said acts={acts} /> : <LinkToSend name={made.name} link={made.link} />}
    </form>
  );
}

function RoleChoice({ role, onChoose }: { role: 'admin' | 'editor'; onChoose(role: 'admin' | 'editor'): void }) {
  const name = useId();
  const option = (value: 'admin' | 'editor', word: string, help: string) => (
    <label class="choice">
      <input type="radio" name={name} checked={role === value} onChange={() => onChoose(value)} />
      <span>
        <strong>{word}</strong>
        <span class="help">{help}</span>
      </span>
    </label>
  );
  return (
    <fieldset class="choices">
      <legend>{t('inviteRole')}</legend>
      <div class="pair">
        {option('editor', t('roleEditor'), t('roleEditorHelp'))}
        {option('admin', t('roleAdmin'), t('roleAdminHelp'))}
      </div>
    </fieldset>
  );
}

/** `maxChats` null: does not answer there. */
function SeatChoice(props: { name: string; fixed: boolean; maxChats: number | null; onChange(maxChats: number | null): void }) {
  const { name, fixed, maxChats, onChange } = props;
  return (
    <div class="seat">
      {!fixed && (
        <label class="tick-line">
          <input
            type="checkbox"
            checked={maxChats !== null}
            onChange={(event) => onChange(event.currentTarget.checked ? MAX_CHATS_AT_FIRST : null)}
          />
          <span>{name}</span>
        </label>
      )}
      {maxChats !== null && (
        <label class="seat-max">
          <span>{t('inviteMaxChats', { name })}</span>
          <select value={String(maxChats)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
            {Array.from({ length: MAX_CHATS_LIMIT }, (_, index) => (
              <option key={index} value={String(index + 1)}>
                {index + 1}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function withSeat(seats: Readonly<Record<string, number>>, chatflowId: string, maxChats: number | null): Readonly<Record<string, number>> {
  const others = Object.fromEntries(Object.entries(seats).filter(([id]) => id !== chatflowId));
  return maxChats === null ? others : { ...others, [chatflowId]: maxChats };
}
