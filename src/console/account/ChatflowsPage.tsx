// The chats of an account: the way into each one's settings, making a new one, and removing one after its name has been typed.

import { useState } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../shared/limits.ts';
import { Dialog } from '../components/Dialog.tsx';
import type { Me } from '../desk/account.ts';
import { t } from '../language.ts';
import { goToRoute } from '../router.ts';
import { useActs } from '../settings/acts.ts';
import * as answers from '../settings/answers.ts';
import { call } from '../settings/call.ts';
import { findReach, type ReachableAccount } from '../settings/reach.ts';
import { Said } from '../settings/Said.tsx';
import { Title } from '../settings/SettingsScreen.tsx';
import { hashOf } from '../settings/state/route.ts';
import { nothing } from '../settings/state/shape.ts';

interface Chatflow {
  chatflowId: string;
  name: string;
}

export function ChatflowsPage({ account, me }: { account: ReachableAccount; me: Me }) {
  const [removing, setRemoving] = useState<Chatflow | null>(null);
  const acts = useActs();

  async function create(name: string): Promise<void> {
    const path = `/v1/accounts/${encodeURIComponent(account.accountId)}/chatflows`;
    const made = await acts.run(call('POST', path, answers.chatflow, { body: { name } }), '');
    if (made === null) return;
    await findReach(me);
    goToRoute({ kind: 'chatflow', chatflowId: made.chatflowId, page: 'install' });
  }

  async function remove({ chatflowId }: Chatflow): Promise<void> {
    setRemoving(null);
    await acts.run(call('DELETE', `/v1/chatflows/${encodeURIComponent(chatflowId)}`, nothing), '');
    await findReach(me);
  }

  return (
    <>
      <Title>{t('setPageChatflows')}</Title>
      <p class="soft">{t('chatflowsLead')}</p>
      <div class="sheets">
        <Said acts={acts} />
        {account.chatflows.length === 0 && <p class="sheet hint">{t('chatflowsNone')}</p>}
        {account.chatflows.length > 0 && (
          <ul class="sheet rows">
            {account.chatflows.map((chatflow) => (
              <li key={chatflow.chatflowId} class="row">
                <div class="row-who">
                  <a href={hashOf({ kind: 'chatflow', chatflowId: chatflow.chatflowId, page: 'texts' })}>{chatflow.name}</a>
                </div>
                <div class="row-acts">
                  <button
                    type="button"
                    class="secondary"
                    aria-label={t('chatflowsRemoveOf', { name: chatflow.name })}
                    onClick={() => setRemoving(chatflow)}
                  >
                    {t('chatflowsRemove')}
                  </button>
                </div>
              </li>
            ))}
          </ul>
        )}
        <section class="sheet" aria-labelledby="new-chatflow">
          <h2 id="new-chatflow">{t('chatflowsNew')}</h2>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              const name = String(new FormData(event.currentTarget).get('name')).trim();
              if (name !== '' && !acts.busy) void create(name);
            }}
          >
            <label class="setting">
              <span>{t('chatflowsName')}</span>
              <input type="text" name="name" required maxLength={NAME_MAX_LENGTH} placeholder="Kundservice" autocomplete="off" />
            </label>
            <div>
              <button type="submit" class="primary" aria-disabled={acts.busy}>
                {t('chatflowsCreate')}
              </button>
            </div>
          </form>
        </section>
      </div>
      {removing && <RemoveDialog chatflow={removing} onConfirm={() => void remove(removing)} onCancel={() => setRemoving(null)} />}
    </>
  );
}

/** It does not come back: the name has to be typed. */
function RemoveDialog({ chatflow, onConfirm, onCancel }: { chatflow: Chatflow; onConfirm(): void; onCancel(): void }) {
  const [typed, setTyped] = useState('');
  const confirmed = typed.trim() === chatflow.name;
  return (
    <Dialog title={t('chatflowsRemoveTitle', { name: chatflow.name })} onCancel={onCancel}>
      <p>{t('chatflowsRemoveLead')}</p>
      <label class="field">
        <span>{t('chatflowsRemoveType')}</span>
        <input type="text" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <div class="dialog-foot">
        <button type="button" class="primary" aria-disabled={!confirmed} onClick={() => confirmed && onConfirm()}>
          {t('chatflowsRemoveConfirm')}
        </button>
        <button type="button" class="secondary" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
