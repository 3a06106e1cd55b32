// The way in: e-mail and password, then a code if the person signs in with two steps, and a kind word when something does not fit.

import { useEffect, useRef, useState } from 'preact/hooks';
import { identityProvider, identityProviderPage, type SignInResult } from '../desk/account.ts';
import { enter } from '../desk/visit.ts';
import { t } from '../language.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { SecondStep } from './SecondStep.tsx';

const FAILURES = {
  wrong: 'signInWrong',
  too_many: 'signInTooMany',
  unreachable: 'signInUnreachable',
} as const satisfies Record<Exclude<SignInResult, 'ok' | 'code'>, string>;

/** `why`: how the person came here; said above the form unless it is the first visit. `lead`: said in its place. */
export function SignIn({ why, lead }: { why: 'not_in' | 'signed_out' | 'expired'; lead?: string }) {
  const [result, setResult] = useState<SignInResult | 'asking' | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const failure = result === null || result === 'asking' || result === 'ok' || result === 'code' ? null : FAILURES[result];

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (result === 'asking') return;
    setResult('asking');
    const answer = await enter(email.current?.value.trim() ?? '', password.current?.value ?? '');
    if (answer === 'ok') return;
    setResult(answer);
    password.current?.select();
  }

  if (result === 'code') return <SecondStep onBack={() => setResult(null)} />;
  return (
    <main class="entrance">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <p class="brand">{t('product')}</p>
        <h1>{t('signInTitle')}</h1>
        <p class="soft">{lead ?? (why === 'expired' ? t('signInAgain') : why === 'signed_out' ? t('signedOut') : t('signInLead'))}</p>
        <label class="field">
          <span>{t('email')}</span>
          <input ref={email} type="email" name="email" autocomplete="username" required aria-invalid={failure !== null} />
        </label>
        <label class="field">
          <span>{t('password')}</span>
          <input ref={password} type="password" name="password" autocomplete="current-password" required aria-invalid={failure !== null} />
        </label>
        <p class="failure" role="alert">
          {failure && t(failure)}
        </p>
        <button type="submit" class="primary large" aria-disabled={result === 'asking'}>
          {result === 'asking' ? t('signingIn') : t('signIn')}
        </button>
        <IdentityProvider onUnreachable={() => setResult('unreachable')} />
        <a class="quiet" href="#/reset">
          {t('forgot')}
        </a>
      </form>
      <LanguageChoice />
    </main>
  );
}

/** The organisation's own sign-in, where the deployment has one. */
function IdentityProvider({ onUnreachable }: { onUnreachable(): void }) {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => void identityProvider().then(setName), []);
  if (name === null) return null;
  async function go(): Promise<void> {
    const page = await identityProviderPage();
    if (page === null) onUnreachable();
    else location.assign(page);
  }
  return (
    <button type="button" class="secondary large" onClick={() => void go()}>
      {t('signInWith', { name })}
    </button>
  );
}
