// What surrounds every field of a form: its label, its help, what is wrong with it; and the plain kinds of fields.

import type { ComponentChildren } from 'preact';
import { t, type Words } from '../language.ts';
import type { Form } from './form.ts';
import type { Wrong } from './state/checks.ts';
import type { FieldValue } from './state/fields.ts';
import { idsOf, wrongWords } from './wrong.ts';

export interface FieldProps {
  form: Form;
  pointer: string;
  label: string;
  help?: string;
}

/** The attributes by which a field is tied to its frame. */
export function tied({ form, pointer, help }: Pick<FieldProps, 'form' | 'pointer' | 'help'>) {
  const ids = idsOf(pointer);
  const wrong = form.wrong.value[pointer];
  const described = [help === undefined ? '' : ids.help, wrong === undefined ? '' : ids.error].filter((id) => id !== '').join(' ');
  return { id: ids.field, 'aria-describedby': described || undefined, 'aria-invalid': wrong !== undefined };
}

/** `after`: what stands behind the field, such as its unit. */
export function FieldFrame(props: FieldProps & { children: ComponentChildren; after?: ComponentChildren }) {
  const ids = idsOf(props.pointer);
  return (
    <div class="setting">
      <label for={ids.field}>{props.label}</label>
      {props.help !== undefined && (
        <p id={ids.help} class="help">
          {props.help}
        </p>
      )}
      <div class="setting-row">
        {props.children}
        {props.after}
      </div>
      <FieldError id={ids.error} wrong={props.form.wrong.value[props.pointer]} />
    </div>
  );
}

export function FieldError({ id, wrong }: { id: string; wrong: Wrong | undefined }) {
  if (wrong === undefined) return null;
  return (
    <p id={id} class="field-error">
      {wrongWords(wrong)}
    </p>
  );
}

export function TextField(props: FieldProps & { isAddress?: boolean; placeholder?: string }) {
  const { form, pointer } = props;
  return (
    <FieldFrame {...props}>
      <input
        {...tied(props)}
        type="text"
        inputMode={props.isAddress ? 'url' : 'text'}
        placeholder={props.placeholder}
        value={textOf(form.fields.value[pointer])}
        onInput={(event) => form.set(pointer, event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

export function TickField(props: FieldProps) {
  const { form, pointer } = props;
  const ids = idsOf(pointer);
  return (
    <div class="setting tick">
      <input
        {...tied(props)}
        type="checkbox"
        checked={form.fields.value[pointer] === true}
        onChange={(event) => form.set(pointer, event.currentTarget.checked)}
      />
      <label for={ids.field}>{props.label}</label>
      {props.help !== undefined && (
        <p id={ids.help} class="help">
          {props.help}
        </p>
      )}
      <FieldError id={ids.error} wrong={form.wrong.value[pointer]} />
    </div>
  );
}

/** `options`: value → word. */
export function ChoiceField(props: FieldProps & { options: readonly (readonly [value: string, word: string])[] }) {
  const { form, pointer } = props;
  return (
    <FieldFrame {...props}>
      <select
        {...tied(props)}
        value={textOf(form.fields.value[pointer])}
        onChange={(event) => form.set(pointer, event.currentTarget.value)}
      >
        {props.options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A group of fields on a card of its own. */
export function Group({ title, help, children }: { title: keyof Words & `group${string}`; help?: string; children: ComponentChildren }) {
  return (
    <section class="sheet" aria-labelledby={title}>
      <h2 id={title}>{t(title)}</h2>
      {help !== undefined && <p class="help">{help}</p>}
      {children}
    </section>
  );
}

/** A field that holds text, as text. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
