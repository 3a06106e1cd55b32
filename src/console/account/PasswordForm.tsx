// Changing the own password: the current one is asked, and every other device is signed out.

import { useState } from 'preact/hooks';
import { PASSWORD_MIN_LENGTH } from '../../shared/limits.ts';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { call, refusalWords } from '../settings/call.ts';
import { nothing } from '../settings/state/shape.ts';

export function PasswordForm() {
  const acts = useActs();
  const [short, setShort] = useState(false);

  async function change(form: HTMLFormElement): Promise<void> {
    const written = new FormData(form);
    const current = String(written.get('current'));
    const next = String(written.get('next'));
    setShort(next.length < PASSWORD_MIN_LENGTH);
    if (next.length < PASSWORD_MIN_LENGTH || acts.busy) return;
    const done = await acts.run(call('POST', '/desk/me/password', nothing, { body: { current, next } }), t('passwordChanged'));
    if (done !== null) form.reset();
  }

  const { refused } = acts;
  const wrong = refused?.errors.some(({ pointer }) => pointer === '/current') === true;
  return (
    <section class="sheet" aria-labelledby="own-password">
      <h2 id="own-password">{t('passwordTitle')}</h2>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change(event.currentTarget);
        }}
      >
        <label class="setting">
          <span>{t('passwordCurrent')}</span>
          <input type="password" name="current" autocomplete="current-password" required aria-invalid={wrong} />
        </label>
        <label class="setting">
          <span>{t('passwordNext')}</span>
          <span class="help">{t('passwordHelp')}</span>
          <input
            type="password"
            name="next"
            autocomplete="new-password"
            required
            aria-invalid={short}
            aria-describedby="own-password-error"
          />
        </label>
        <p id="own-password-error" class="failure" role="alert">
          {short ? t('passwordShort') : refused && (wrong ? t('passwordWrong') : refusalWords(refused))}
        </p>
        <div>
          <button type="submit" class="primary" aria-disabled={acts.busy}>
            {t('passwordChange')}
          </button>
        </div>
        <p role="status" class="said">
          {acts.said}
        </p>
      </form>
    </section>
  );
}
