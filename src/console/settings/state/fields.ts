// Settings as the fields of a form, by JSON pointer: numbers are the text that was typed, so that nothing typed is ever lost. Pure.

import { LANGUAGES } from '../../../shared/model.ts';
import { RANGES, type Settings, TEXT_NAMES, WEEKDAYS } from '../../../shared/settings.ts';

export type FieldValue = string | boolean | readonly string[];
/** Every field of the settings by its pointer, such as `/texts/sv/welcome`; an empty text or time is "not set". */
export type Fields = Readonly<Record<string, FieldValue>>;

const PLAIN = ['name', 'language', 'timeZone', 'color', 'contactLink', 'privacyLink', 'nameField', 'emailField', 'questionField'] as const;
const TICKS = ['allowQueue', 'showPlace', 'typingPreview'] as const;

export function fieldsOf(settings: Settings): Fields {
  const fields: Record<string, FieldValue> = { '/origins': settings.origins };
  for (const name of PLAIN) fields[`/${name}`] = settings[name];
  for (const name of TICKS) fields[`/${name}`] = settings[name];
  for (const name of Object.keys(RANGES)) fields[`/${name}`] = String(numberIn(settings, name));
  for (const language of LANGUAGES) {
    for (const name of TEXT_NAMES) fields[`/texts/${language}/${name}`] = settings.texts[language]?.[name] ?? '';
  }
  for (const day of WEEKDAYS) fields[`/queueStopAt/${day}`] = settings.queueStopAt[day] ?? '';
  return fields;
}

/** What to send so that `before` becomes `after`: a JSON merge patch (RFC 7396) with the changed fields only. */
export function patchOf(before: Fields, after: Fields): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const pointer of changedIn(before, after)) putAt(patch, pointer.slice(1).split('/'), onTheWire(pointer, after[pointer] ?? ''));
  return patch;
}

/** Pointers of the fields that differ, in the order of the settings. */
export function changedIn(before: Fields, after: Fields): string[] {
  return Object.keys(after).filter((pointer) => !same(before[pointer], after[pointer]));
}

/** A field that two people changed differently. */
export interface Clash {
  pointer: string;
  mine: FieldValue;
  theirs: FieldValue;
}

/**
 * Lays my changes over what somebody else saved meanwhile. What only they changed is taken (`taken`); where both changed the same field
 * differently mine stands in `draft` and both stand in `clashes`.
 */
export function rebase(base: Fields, mine: Fields, theirs: Fields): { draft: Fields; clashes: Clash[]; taken: string[] } {
  const draft: Record<string, FieldValue> = { ...theirs };
  const clashes: Clash[] = [];
  for (const pointer of changedIn(base, mine)) {
    const own = mine[pointer] ?? '';
    const other = theirs[pointer] ?? '';
    draft[pointer] = own;
    if (!same(other, base[pointer]) && !same(other, own)) clashes.push({ pointer, mine: own, theirs: other });
  }
  const taken = changedIn(base, theirs).filter((pointer) => same(mine[pointer], base[pointer]));
  return { draft, clashes, taken };
}

/** Whether two values of a field are the same. */
export function same(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function numberIn(settings: Settings, name: string): number {
  return Object.hasOwn(RANGES, name) ? Number(Reflect.get(settings, name)) : 0;
}

/** An empty text or time is taken out of the settings; a number is one again. */
function onTheWire(pointer: string, value: FieldValue): unknown {
  if (/^\/(texts|queueStopAt)\//.test(pointer)) return value === '' ? null : value;
  return Object.hasOwn(RANGES, pointer.slice(1)) ? Number(value) : value;
}

function putAt(target: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const record: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  putAt(record, rest, value);
  target[first] = record;
}
