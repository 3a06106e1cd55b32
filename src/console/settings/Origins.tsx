// The web sites that may show the widget: a list to add to and take from. A whole page address may be pasted; its origin is what counts.

import { useRef, useState } from 'preact/hooks';
import { t } from '../language.ts';
import { FieldError } from './FieldFrame.tsx';
import type { Form } from './form.ts';
import { originOf } from './state/checks.ts';
import { idsOf } from './wrong.ts';

const POINTER = '/origins';

export function Origins({ form }: { form: Form }) {
  const [failed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const ids = idsOf(POINTER);
  const held = form.fields.value[POINTER];
  const origins = typeof held === 'object' ? held : [];

  function add(): void {
    const typed = field.current?.value.trim() ?? '';
    const origin = originOf(typed);
    setFailed(origin === null && typed !== '');
    if (origin !== null && field.current !== null) {
      if (!origins.includes(origin)) form.set(POINTER, [...origins, origin]);
      field.current.value = '';
    }
  }

  return (
    <div class="setting">
      <p class="help">{t('setOriginsHelp')}</p>
      {origins.length === 0 && <p class="hint">{t('setOriginNone')}</p>}
      <ul class="origins">
        {origins.map((origin) => (
          <li key={origin}>
            <code>{origin}</code>
            <button
              type="button"
              class="dismiss"
              aria-label={t('setOriginRemove', { origin })}
              title={t('setOriginRemove', { origin })}
              onClick={() => {
                form.set(
                  POINTER,
                  origins.filter((other) => other !== origin),
                );
                field.current?.focus();
              }}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <label for={ids.field}>{t('setOriginAddress')}</label>
      <div class="setting-row">
        <input
          ref={field}
          id={ids.field}
          type="text"
          inputMode="url"
          placeholder="https://www.kommun.example"
          aria-invalid={failed || form.wrong.value[POINTER] !== undefined}
          aria-describedby={ids.error}
          onInput={() => setFailed(false)}
          // What was typed counts, also when "Save" is what comes next.
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds; it does not save the whole form.
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="secondary" onClick={add}>
          {t('setOriginAdd')}
        </button>
      </div>
      {failed ? (
        <p id={ids.error} class="field-error" role="alert">
          {t('setWrongOrigin')}
        </p>
      ) : (
        <FieldError id={ids.error} wrong={form.wrong.value[POINTER]} />
      )}
    </div>
  );
}
