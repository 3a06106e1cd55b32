// The second step of signing in: a code from the person's app, or a backup code.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignInResult } from '../desk/account.ts';
import { enterWithCode } from '../desk/visit.ts';
import { t } from '../language.ts';

export function SecondStep({ onBack }: { onBack(): void }) {
  const [result, setResult] = useState<SignInResult | 'asking' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (result === 'asking') return;
    setResult('asking');
    const answer = await enterWithCode(field.current?.value.trim() ?? '');
    if (answer === 'ok') return;
    setResult(answer);
    field.current?.select();
  }

  return (
    <main class="entrance">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <p class="brand">{t('product')}</p>
        <h1>{t('codeTitle')}</h1>
        <p class="soft">{t('codeLead')}</p>
        <label class="field">
          <span>{t('code')}</span>
          <input ref={field} type="text" name="code" autocomplete="one-time-code" required aria-invalid={result === 'wrong'} />
        </label>
        <p class="failure" role="alert">
          {result === 'wrong' && t('codeWrong')}
          {result === 'too_many' && t('signInTooMany')}
          {result === 'unreachable' && t('signInUnreachable')}
        </p>
        <button type="submit" class="primary large" aria-disabled={result === 'asking'}>
          {t('signIn')}
        </button>
        <button type="button" class="link" onClick={onBack}>
          {t('signInBack')}
        </button>
      </form>
    </main>
  );
}
