// The settings of one chatflow: their shape, defaults and ranges. The zod side (schemas/settings.ts) is made from RANGES.

import type { Language } from './model.ts';

/** S3. The texts that a customer may read from the desk itself; an empty one means the default of that language. */
export const TEXT_NAMES = ['welcome', 'queueWelcome', 'inQueue', 'queueClosed', 'busy', 'closed'] as const;
export type TextName = (typeof TEXT_NAMES)[number];
export type Texts = Partial<Record<Language, Partial<Record<TextName, string>>>>;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type FieldMode = 'off' | 'optional' | 'required';

/** Whole numbers with their default and range; `orZero` where 0 switches the rule off. Seconds unless the name says otherwise. */
export const RANGES = {
  transferAfterSeconds: { default: 30, min: 10, max: 600, orZero: false },
  busyAfterMisses: { default: 3, min: 1, max: 20, orZero: true },
  silentStartSeconds: { default: 180, min: 30, max: 900, orZero: true },
  wrapUpSeconds: { default: 60, min: 5, max: 3_600, orZero: false },
  editorGraceSeconds: { default: 45, min: 5, max: 600, orZero: false },
  orphanSeconds: { default: 300, min: 30, max: 3_600, orZero: false },
  customerGraceSeconds: { default: 300, min: 10, max: 3_600, orZero: false },
  queueGraceSeconds: { default: 120, min: 10, max: 3_600, orZero: false },
  idleEndSeconds: { default: 1_800, min: 180, max: 86_400, orZero: true },
  maxQueueLength: { default: 200, min: 1, max: 10_000, orZero: false },
  retentionDays: { default: 21, min: 1, max: 3_650, orZero: false },
} as const;
export type RangeName = keyof typeof RANGES;

export interface Settings extends Record<RangeName, number> {
  /** The chatflow's name as customers and editors see it. */
  name: string;
  /** What a customer gets whose own language is not known. */
  language: Language;
  /** IANA name; the weekly stop of queueing (Q14) is counted in it. */
  timeZone: string;
  /** Origins whose pages may carry the widget, such as `https://www.kommun.example`. */
  origins: string[];
  /** The widget's colour, `#rrggbb`. */
  color: string;
  texts: Texts;
  /** "Write to us instead": `https:`, `mailto:` or empty. */
  contactLink: string;
  /** Where the privacy notice stands: `https:` or empty. */
  privacyLink: string;
  /** Q3. "Allow customers to queue". Works only with the account's queue feature (Q2). */
  allowQueue: boolean;
  /** Q5. Whether waiting customers see their place. */
  showPlace: boolean;
  nameField: FieldMode;
  emailField: FieldMode;
  questionField: 'off' | 'optional';
  /** P5. Whether editors see the text while the customer types; the customer is told. */
  typingPreview: boolean;
  /** Q14. Per weekday, `HH:MM` from which until midnight nobody new can join. */
  queueStopAt: Partial<Record<Weekday, string>>;
}

/** A new chatflow's settings. */
export function defaultSettings(name: string): Settings {
  const numbers = Object.fromEntries(Object.entries(RANGES).map(([key, range]) => [key, range.default])) as Record<RangeName, number>;
  return {
    ...numbers,
    name,
    language: 'sv',
    timeZone: 'Europe/Stockholm',
    origins: [],
    color: '#0b5a66',
    texts: {},
    contactLink: '',
    privacyLink: '',
    allowQueue: false,
    showPlace: true,
    nameField: 'optional',
    emailField: 'off',
    questionField: 'optional',
    typingPreview: false,
    queueStopAt: {},
  };
}
