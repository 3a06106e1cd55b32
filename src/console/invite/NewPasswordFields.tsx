// A new password: its one rule beside the field, and what is wrong said at the field.

import { useState } from 'preact/hooks';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../shared/limits.ts';
import { t } from '../language.ts';

export interface NewPassword {
  value: string;
  short: boolean;
  set(value: string): void;
  /** Looks, and says at the field when it is too short. */
  isLongEnough(): boolean;
}

export function usePassword(): NewPassword {
  const [value, setValue] = useState('');
  const [short, setShort] = useState(false);
  return {
    value,
    short,
    set(next) {
      setValue(next);
      setShort(false);
    },
    isLongEnough() {
      setShort(value.length < PASSWORD_MIN_LENGTH);
      return value.length >= PASSWORD_MIN_LENGTH;
    },
  };
}

export function NewPasswordFields({ label, password }: { label: string; password: NewPassword }) {
  return (
    <div class="field">
      <label for="new-password">{label}</label>
      <p id="new-password-help" class="soft">
        {t('passwordHelp')}
      </p>
      <input
        id="new-password"
        type="password"
        autocomplete="new-password"
        required
        maxLength={PASSWORD_MAX_LENGTH}
        value={password.value}
        aria-invalid={password.short}
        aria-describedby="new-password-help new-password-error"
        onInput={(event) => password.set(event.currentTarget.value)}
      />
      <p id="new-password-error" class="failure" role="alert">
        {password.short && t('passwordShort')}
      </p>
    </div>
  );
}
