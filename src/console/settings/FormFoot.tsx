// Below every form over the settings: what is wrong, what somebody else changed meanwhile, and the bar of unsaved changes.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../language.ts';
import { refusalWords } from './call.ts';
import type { Form } from './form.ts';
import { labelOf } from './labels.ts';
import type { Clash, FieldValue } from './state/fields.ts';
import { idsOf, wrongWords } from './wrong.ts';

/** `quiet`: without anything to save there is no bar. */
export function FormFoot({ form, quiet }: { form: Form; quiet: boolean }) {
  return (
    <>
      <Clashes form={form} />
      <Summary form={form} />
      <SaveBar form={form} quiet={quiet} />
    </>
  );
}

/** Takes the focus when a save has found something wrong; each line leads to its field. */
function Summary({ form }: { form: Form }) {
  const element = useRef<HTMLElement>(null);
  const pointers = Object.keys(form.wrong.value);
  const stopped = form.stopped.value;
  useLayoutEffect(() => {
    if (stopped > 0) element.current?.focus();
  }, [stopped]);
  if (pointers.length === 0 || stopped === 0) return null;
  return (
    <section ref={element} class="sheet wrongs" tabIndex={-1} aria-label={t('setWrongTitle', { count: pointers.length })}>
      <h2>{t('setWrongTitle', { count: pointers.length })}</h2>
      <ul>
        {pointers.map((pointer) => {
          const wrong = form.wrong.value[pointer];
          return (
            <li key={pointer}>
              <button type="button" class="link" onClick={() => document.getElementById(idsOf(pointer).field)?.focus()}>
                {labelOf(pointer)}
              </button>
              : {wrong && wrongWords(wrong)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** 412: what differs, field by field, to choose from; what was typed stands until something else is chosen. */
function Clashes({ form }: { form: Form }) {
  const element = useRef<HTMLElement>(null);
  const clashes = form.clashes.value;
  const taken = form.taken.value;
  useLayoutEffect(() => {
    if (clashes.length > 0 || taken.length > 0) element.current?.focus();
  }, [clashes, taken]);
  if (clashes.length === 0 && taken.length === 0) return null;
  return (
    <section ref={element} class="sheet clashes" tabIndex={-1} aria-label={t('setClashTitle')}>
      <h2>{t('setClashTitle')}</h2>
      <p>{t('setClashLead')}</p>
      {clashes.map((clash) => (
        <ClashChoice key={clash.pointer} form={form} clash={clash} />
      ))}
      {taken.length > 0 && <p class="help">{t('setClashTaken', { fields: taken.map(labelOf).join(', ') })}</p>}
    </section>
  );
}

function ClashChoice({ form, clash }: { form: Form; clash: Clash }) {
  const now = form.fields.value[clash.pointer];
  const name = `clash${clash.pointer}`;
  const option = (whose: 'mine' | 'theirs', title: string, act: string) => (
    <label class="choice">
      <input type="radio" name={name} checked={now === clash[whose]} onChange={() => form.choose(clash.pointer, whose)} />
      <span>
        <strong>{act}</strong>
        <span class="clash-value">
          {title}: {readable(clash.pointer, clash[whose])}
        </span>
      </span>
    </label>
  );
  return (
    <fieldset class="choices">
      <legend>{labelOf(clash.pointer)}</legend>
      {option('mine', t('setClashMine'), t('setClashKeep'))}
      {option('theirs', t('setClashTheirs'), t('setClashTake'))}
    </fieldset>
  );
}

/** A value as the person knows it. */
function readable(pointer: string, value: FieldValue): string {
  if (typeof value === 'boolean') return value ? t('setOn') : t('setOff');
  if (typeof value === 'string') return value || (pointer.startsWith('/texts/') ? t('setEmptyValue') : t('setNoneValue'));
  return value.length === 0 ? t('setNoneValue') : value.join(', ');
}

/** Stays in sight as long as something is not saved. */
function SaveBar({ form, quiet }: { form: Form; quiet: boolean }) {
  const unsaved = form.changed.value.length > 0;
  const progress = form.progress.value;
  const refused = form.refused.value;
  const silent = quiet && !unsaved && progress === 'idle' && refused === null;
  return (
    <div class={silent ? 'unseen' : 'sheet save-bar'} inert={silent} data-unsaved={unsaved}>
      <p role="status" class="save-state">
        {unsaved && progress !== 'saving' && <span class="pill unsaved">{t('setUnsaved')}</span>}
        {progress === 'saving' && t('setSaving')}
        {progress === 'saved' && !unsaved && t('setSaved')}
      </p>
      <button type="button" class="secondary" aria-disabled={!unsaved} onClick={form.undo}>
        {t('setUndo')}
      </button>
      <button type="submit" class="primary" aria-disabled={!unsaved || progress === 'saving'}>
        {t('setSave')}
      </button>
      <p class="failure" role="alert">
        {refused && refusalWords(refused)}
      </p>
    </div>
  );
}
