// S1. Who belongs to the account, in which role; invitations that stand; and inviting.

import { useState } from 'preact/hooks';
import type { Me } from '../desk/account.ts';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { ConfirmDialog } from '../settings/ConfirmDialog.tsx';
import { call, refusalWords } from '../settings/call.ts';
import { callList, useLoaded } from '../settings/load.ts';
import type { ReachableAccount } from '../settings/reach.ts';
import { Said } from '../settings/Said.tsx';
import { Title } from '../settings/SettingsScreen.tsx';
import { nothing } from '../settings/state/shape.ts';
import * as answers from './answers.ts';
import { Invited } from './Invited.tsx';
import { InviteForm } from './InviteForm.tsx';

export function PeoplePage({ account, me }: { account: ReachableAccount; me: Me }) {
  const path = `/v1/accounts/${encodeURIComponent(account.accountId)}`;
  const people = useLoaded(`${path}/people`, () => callList(`${path}/people`, answers.person));
  const invitations = useLoaded(`${path}/invitations`, () => callList(`${path}/invitations`, answers.invitation));
  const [removing, setRemoving] = useState<answers.Person | null>(null);
  const acts = useActs();

  async function change({ personId, name }: answers.Person, role: 'admin' | 'editor'): Promise<void> {
    const word = role === 'admin' ? t('roleAdmin') : t('roleEditor');
    const words = t('peopleRoleChanged', { name, role: word.toLowerCase() });
    await acts.run(call('PATCH', `${path}/people/${encodeURIComponent(personId)}`, nothing, { body: { role } }), words);
    await people.again();
  }

  async function remove({ personId, name }: answers.Person): Promise<void> {
    setRemoving(null);
    await acts.run(call('DELETE', `${path}/people/${encodeURIComponent(personId)}`, nothing), t('peopleRemoved', { name }));
    await people.again();
  }

  return (
    <>
      <Title>{t('setPagePeople')}</Title>
      <p class="soft">{t('peopleLead')}</p>
      <div class="sheets">
        <Said acts={acts} />
        {people.now.kind === 'loading' && <p>{t('setLoading')}</p>}
        {people.now.kind === 'failed' && <p role="alert">{refusalWords(people.now.refused)}</p>}
        {people.now.kind === 'ready' && (
          <ul class="sheet rows">
            {people.now.value.map((person) => (
              <PersonRow
                key={person.personId}
                person={person}
                account={account}
                own={person.personId === me.person.id}
                onRole={(role) => void change(person, role)}
                onRemove={() => setRemoving(person)}
              />
            ))}
          </ul>
        )}
        {invitations.now.kind === 'ready' && invitations.now.value.length > 0 && (
          <Invited path={path} invitations={invitations.now.value} acts={acts} onChanged={invitations.again} />
        )}
        <section class="sheet" aria-labelledby="invite">
          <h2 id="invite">{t('inviteTitle')}</h2>
          <InviteForm account={account} onInvited={() => void invitations.again()} />
        </section>
      </div>
      {removing && (
        <ConfirmDialog
          title={t('peopleRemoveTitle', { name: removing.name })}
          act={t('peopleRemove')}
          onConfirm={() => void remove(removing)}
          onCancel={() => setRemoving(null)}
        >
          <p>{t('peopleRemoveLead', { name: removing.name })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface RowProps {
  person: answers.Person;
  account: ReachableAccount;
  own: boolean;
  onRole(role: 'admin' | 'editor'): void;
  onRemove(): void;
}

function PersonRow({ person, account, own, onRole, onRemove }: RowProps) {
  const { name, email, role } = person;
  const names = account.chatflows.filter(({ chatflowId }) => person.chatflows?.some((seat) => seat.chatflowId === chatflowId));
  return (
    <li class="row">
      <div class="row-who">
        <strong>
          {name} {own && <span class="soft">({t('peopleYou')})</span>}
        </strong>
        <span class="soft">{email}</span>
      </div>
      <p class="row-state soft">{names.length > 0 && t('peopleEditorIn', { names: names.map((chatflow) => chatflow.name).join(', ') })}</p>
      <label class="row-max">
        <span class="unseen">{t('peopleRoleOf', { name })}</span>
        <select value={role} disabled={own} onChange={(event) => onRole(event.currentTarget.value === 'admin' ? 'admin' : 'editor')}>
          <option value="admin">{t('roleAdmin')}</option>
          <option value="editor">{t('roleEditor')}</option>
        </select>
      </label>
      <div class="row-acts">
        {!own && (
          <button type="button" class="secondary" aria-label={t('peopleRemoveOf', { name })} onClick={onRemove}>
            {t('peopleRemove')}
          </button>
        )}
      </div>
    </li>
  );
}
