// A forgotten password: asking for a link, and choosing a new password where the link leads.

import { useState } from 'preact/hooks';
import { LanguageChoice } from '../components/LanguageChoice.tsx';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { call, refusalWords } from '../settings/call.ts';
import { nothing } from '../settings/state/shape.ts';
import { NewPasswordFields, usePassword } from './NewPasswordFields.tsx';

export function ResetPage({ token }: { token: string | null }) {
  return (
    <main class="entrance">
      {token === null ? <AskForLink /> : <ChoosePassword token={token} />}
      <LanguageChoice />
    </main>
  );
}

function AskForLink() {
  const acts = useActs();
  const [asked, setAsked] = useState(false);
  async function ask(email: string): Promise<void> {
    if (acts.busy) return;
    setAsked((await acts.run(call('POST', '/auth/reset', nothing, { body: { email } }), '')) !== null);
  }
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(String(new FormData(event.currentTarget).get('email')).trim());
      }}
    >
      <p class="brand">{t('product')}</p>
      <h1>{t('resetTitle')}</h1>
      <p class="soft">{t('resetAskLead')}</p>
      <label class="field">
        <span>{t('email')}</span>
        <input type="email" name="email" autocomplete="username" required />
      </label>
      <p class="failure" role="alert">
        {acts.refused && refusalWords(acts.refused)}
      </p>
      <p role="status">{asked && t('resetAsked')}</p>
      <button type="submit" class="primary large" aria-disabled={acts.busy}>
        {t('resetAsk')}
      </button>
      <a href="#/">{t('signInBack')}</a>
    </form>
  );
}

function ChoosePassword({ token }: { token: string }) {
  const acts = useActs();
  const password = usePassword();
  const [done, setDone] = useState(false);
  async function choose(): Promise<void> {
    if (acts.busy || !password.isLongEnough()) return;
    const body = { token, password: password.value };
    setDone((await acts.run(call('POST', '/auth/reset/confirm', nothing, { body }), '')) !== null);
  }
  if (done) {
    return (
      <div class="card">
        <p class="brand">{t('product')}</p>
        <p role="status">{t('resetDone')}</p>
        <a href="#/">{t('signInTitle')}</a>
      </div>
    );
  }
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void choose();
      }}
    >
      <p class="brand">{t('product')}</p>
      <h1>{t('resetTitle')}</h1>
      <p class="soft">{t('resetLead')}</p>
      <NewPasswordFields label={t('passwordNext')} password={password} />
      <p class="failure" role="alert">
        {acts.refused && (acts.refused.code === 'link_spent' ? t('resetGone') : refusalWords(acts.refused))}
      </p>
      <button type="submit" class="primary large" aria-disabled={acts.busy}>
        {t('resetDo')}
      </button>
    </form>
  );
}
