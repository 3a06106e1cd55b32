// The way in: e-mail and password, and a kind word when they do not fit.

import { useRef, useState } from 'preact/hooks';
import type { SignInResult } from '../desk/account.ts';
import { enter } from '../desk/visit.ts';
import { t } from '../language.ts';
import { LanguageChoice } from './LanguageChoice.tsx';

const FAILURES = {
  wrong: 'signInWrong',
  too_many: 'signInTooMany',
  unreachable: 'signInUnreachable',
} as const satisfies Record<Exclude<SignInResult, 'ok'>, string>;

/** `why`: how the person came here; said above the form unless it is the first visit. */
export function SignIn({ why }: { why: 'not_in' | 'signed_out' | 'expired' }) {
  const [result, setResult] = useState<SignInResult | 'asking' | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const failure = result === null || result === 'asking' || result === 'ok' ? null : FAILURES[result];

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (result === 'asking') return;
    setResult('asking');
    const answer = await enter(email.current?.value.trim() ?? '', password.current?.value ?? '');
    if (answer === 'ok') return;
    setResult(answer);
    password.current?.select();
  }

  return (
    <main class="entrance">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <p class="brand">{t('product')}</p>
        <h1>{t('signInTitle')}</h1>
        <p class="soft">{why === 'expired' ? t('signInAgain') : why === 'signed_out' ? t('signedOut') : t('signInLead')}</p>
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
      </form>
      <LanguageChoice />
    </main>
  );
}
