// Where an invitation's link leads: choosing a password, or signing in when the address is known here already, and then saying yes.

import { useState } from 'preact/hooks';
import * as answers from '../account/answers.ts';
import { LanguageChoice } from '../components/LanguageChoice.tsx';
import { SignIn } from '../components/SignIn.tsx';
import type { Visit } from '../desk/visit.ts';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { call, refusalWords } from '../settings/call.ts';
import { useLoaded } from '../settings/load.ts';
import { nothing } from '../settings/state/shape.ts';
import { NewPasswordFields, usePassword } from './NewPasswordFields.tsx';

export function InvitePage({ token, visit }: { token: string; visit: Visit }) {
  const { now } = useLoaded(token, () => call('POST', '/invite/look', answers.invite, { body: { token } }));
  if (now.kind === 'loading') return <main class="entrance" aria-busy="true" />;
  if (now.kind === 'failed') {
    const gone = now.refused.code === 'link_spent' || now.refused.code === 'not_found';
    return (
      <main class="entrance">
        <div class="card" role="alert">
          <p class="brand">{t('product')}</p>
          <p>{gone ? t('acceptGone') : refusalWords(now.refused)}</p>
          <a href="#/">{t('signInTitle')}</a>
        </div>
      </main>
    );
  }
  const invite = now.value;
  if (invite.step === 'set_password') return <SetPassword token={token} invite={invite} />;
  if (invite.step === 'join') return <Join token={token} invite={invite} />;
  const lead = t('acceptSignIn', { role: roleWord(invite), email: invite.email });
  if (visit.kind !== 'in') return <SignIn why="not_in" lead={lead} />;
  return (
    <main class="entrance">
      <div class="card">
        <p class="brand">{t('product')}</p>
        <p>{t('acceptOther', { email: visit.me.person.email, invited: invite.email })}</p>
        <a href="#/">{t('setToDesk')}</a>
      </div>
    </main>
  );
}

function SetPassword({ token, invite }: { token: string; invite: answers.Invite }) {
  const acts = useActs();
  const password = usePassword();
  const [name, setName] = useState(invite.name);
  async function accept(): Promise<void> {
    if (acts.busy || !password.isLongEnough()) return;
    const body = { token, name: name.trim(), password: password.value };
    if ((await acts.run(call('POST', '/invite/accept', nothing, { body }), '')) !== null) enter();
  }
  return (
    <main class="entrance">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void accept();
        }}
      >
        <p class="brand">{t('product')}</p>
        <h1>{t('acceptTitle', { account: invite.accountName })}</h1>
        <p class="soft">{t('acceptLead', { role: roleWord(invite), email: invite.email })}</p>
        <input
          class="unseen"
          type="email"
          name="email"
          autocomplete="username"
          value={invite.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <label class="field">
          <span>{t('inviteName')}</span>
          <input type="text" autocomplete="name" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <NewPasswordFields label={t('acceptPassword')} password={password} />
        <p class="failure" role="alert">
          {acts.refused && (acts.refused.code === 'link_spent' ? t('acceptGone') : refusalWords(acts.refused))}
        </p>
        <button type="submit" class="primary large" aria-disabled={acts.busy}>
          {t('accept')}
        </button>
      </form>
      <LanguageChoice />
    </main>
  );
}

function Join({ token, invite }: { token: string; invite: answers.Invite }) {
  const acts = useActs();
  async function join(): Promise<void> {
    if ((await acts.run(call('POST', '/invite/accept', nothing, { body: { token } }), '')) !== null) enter();
  }
  return (
    <main class="entrance">
      <div class="card">
        <p class="brand">{t('product')}</p>
        <h1>{t('acceptTitle', { account: invite.accountName })}</h1>
        <p class="soft">{t('acceptJoin', { role: roleWord(invite) })}</p>
        <p class="failure" role="alert">
          {acts.refused && refusalWords(acts.refused)}
        </p>
        <button type="button" class="primary large" aria-disabled={acts.busy} onClick={() => void join()}>
          {t('acceptJoinDo')}
        </button>
      </div>
    </main>
  );
}

function roleWord({ role }: answers.Invite): string {
  return (role === 'admin' ? t('roleAdmin') : t('roleEditor')).toLowerCase();
}

/** Begins anew: whoever was signed in before is not any more. */
function enter(): void {
  location.hash = '#/';
  location.reload();
}
