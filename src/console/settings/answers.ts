// What the service answers to the settings pages, as readers: one per thing. Times are ms since 1970.

import { LANGUAGES } from '../../shared/model.ts';
import { RANGES, type RangeName, type Settings, TEXT_NAMES, WEEKDAYS } from '../../shared/settings.ts';
import { flag, listOf, maybe, number, oneOf, type Reader, type ReadOf, shapeOf, text, WRONG } from './state/shape.ts';

/** A record with some of these keys. */
function someOf<Key extends string, T>(keys: readonly Key[], reader: Reader<T>): Reader<Partial<Record<Key, T>>> {
  return (value) => {
    if (typeof value !== 'object' || value === null) return WRONG;
    const read: Partial<Record<Key, T>> = {};
    for (const key of keys) {
      if (!Object.hasOwn(value, key)) continue;
      const field = reader(Reflect.get(value, key));
      if (field === WRONG) return WRONG;
      read[key] = field;
    }
    return read;
  };
}

const rangeNames = Object.keys(RANGES) as RangeName[];
const numbers = Object.fromEntries(rangeNames.map((name) => [name, number])) as Record<RangeName, Reader<number>>;

export const settings: Reader<Settings> = shapeOf<Settings>({
  ...numbers,
  name: text,
  language: oneOf(...LANGUAGES),
  timeZone: text,
  origins: listOf(text),
  color: text,
  texts: someOf(LANGUAGES, someOf(TEXT_NAMES, text)),
  contactLink: text,
  privacyLink: text,
  allowQueue: flag,
  showPlace: flag,
  nameField: oneOf('off', 'optional', 'required'),
  emailField: oneOf('off', 'optional', 'required'),
  questionField: oneOf('off', 'optional'),
  typingPreview: flag,
  queueStopAt: someOf(WEEKDAYS, text),
});

export const features = shapeOf({ queue: flag });
export const chatflow = shapeOf({ chatflowId: text, name: text });
export const editor = shapeOf({ editorId: text, name: text, email: text, maxChats: number });
export const newEditor = shapeOf({ editorId: text, name: text, password: maybe(text) });
export const install = shapeOf({ snippet: text, csp: listOf(text), seenAt: maybe(number), seenOrigin: maybe(text) });
/** The live state of a desk, as far as the editors' page shows it. */
export const desk = shapeOf({
  editors: listOf(
    shapeOf({
      editorId: text,
      status: oneOf('available', 'busy'),
      statusSince: number,
      connected: flag,
      slotsUsed: number,
      missesInARow: number,
    }),
  ),
});

export type Editor = ReadOf<typeof editor>;
export type Desk = ReadOf<typeof desk>;
export type Install = ReadOf<typeof install>;
