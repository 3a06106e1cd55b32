// Makes somebody of the account an editor here, or invites somebody new.

import { useState } from 'preact/hooks';
import { MAX_CHATS_LIMIT } from '../../shared/limits.ts';
import * as people from '../account/answers.ts';
import { InviteForm } from '../account/InviteForm.tsx';
import { lookAgain } from '../desk/visit.ts';
import { t } from '../language.ts';
import * as answers from './answers.ts';
import { call, type Refused, refusalWords } from './call.ts';
import { callList, useLoaded } from './load.ts';
import type { ReachableAccount } from './reach.ts';

/** Most editors have about so many windows. */
const MAX_CHATS_AT_FIRST = 3;
const NEW = '';

interface AddProps {
  account: ReachableAccount;
  chatflowId: string;
  editors: readonly answers.Editor[];
  onAdded(name: string): void;
}

export function AddEditor({ account, chatflowId, editors, onAdded }: AddProps) {
  const path = `/v1/accounts/${encodeURIComponent(account.accountId)}/people`;
  const { now } = useLoaded(path, () => callList(path, people.person));
  const [chosen, setChosen] = useState(NEW);
  const all = now.kind === 'ready' ? now.value : [];
  const others = all.filter(({ email }) => !editors.some((editor) => editor.email === email));
  const person = others.find(({ personId }) => personId === chosen);
  return (
    <section class="sheet" aria-labelledby="add-editor">
      <h2 id="add-editor">{t('editorAdd')}</h2>
      {others.length > 0 && (
        <label class="setting">
          <span>{t('editorAddWho')}</span>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value={NEW}>{t('editorAddNew')}</option>
            {others.map(({ personId, name, email }) => (
              <option key={personId} value={personId}>
                {t('editorAddExisting', { name, email })}
              </option>
            ))}
          </select>
        </label>
      )}
      {person === undefined ? (
        <InviteForm account={account} only={chatflowId} onInvited={() => undefined} />
      ) : (
        <Existing
          key={person.personId}
          person={person}
          chatflowId={chatflowId}
          onAdded={() => {
            setChosen(NEW);
            onAdded(person.name);
            // It may have been the own person.
            void lookAgain();
          }}
        />
      )}
    </section>
  );
}

function Existing({ person, chatflowId, onAdded }: { person: people.Person; chatflowId: string; onAdded(): void }) {
  const [maxChats, setMaxChats] = useState(MAX_CHATS_AT_FIRST);
  const [refused, setRefused] = useState<Refused | null>(null);
  async function add(): Promise<void> {
    const { email, name } = person;
    const path = `/v1/chatflows/${encodeURIComponent(chatflowId)}/editors`;
    const answer = await call('POST', path, answers.newEditor, { body: { email, name, maxChats } });
    if (answer.ok) onAdded();
    else setRefused(answer);
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label class="setting">
        <span>{t('editorMaxChatsShort')}</span>
        <input
          class="number"
          type="number"
          min={1}
          max={MAX_CHATS_LIMIT}
          required
          value={maxChats}
          onInput={(event) => setMaxChats(event.currentTarget.valueAsNumber)}
        />
      </label>
      <button type="submit" class="primary">
        {t('editorAdd')}
      </button>
      <p class="failure" role="alert">
        {refused && refusalWords(refused)}
      </p>
    </form>
  );
}
