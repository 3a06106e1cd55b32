// The widget's colour: as text, and with the browser's own picker.

import { t } from '../language.ts';
import { FieldFrame, textOf, tied } from './FieldFrame.tsx';
import type { Form } from './form.ts';

export function ColorField({ form }: { form: Form }) {
  const frame = { form, pointer: '/color', label: t('setColor'), help: t('setColorHelp') };
  const value = textOf(form.fields.value['/color']);
  return (
    <FieldFrame
      {...frame}
      after={
        <input
          type="color"
          class="color-pick"
          aria-label={t('setColorPick')}
          value={/^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : '#000000'}
          onInput={(event) => form.set('/color', event.currentTarget.value)}
        />
      }
    >
      <input
        {...tied(frame)}
        class="number"
        type="text"
        maxLength={7}
        spellcheck={false}
        value={value}
        onInput={(event) => form.set('/color', event.currentTarget.value)}
        onBlur={() => form.look('/color')}
      />
    </FieldFrame>
  );
}
