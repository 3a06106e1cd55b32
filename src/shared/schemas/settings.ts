// S2, S3. What a chatflow's settings may be, for the API, the store and the forms: built from the ranges beside the defaults.
// Unknown fields are refused, nothing is filled in and nothing is coerced: a value is as documented or the whole is refused.

import { z } from 'zod';
import { LINK_MAX_LENGTH, NAME_MAX_LENGTH, ORIGINS_MAX_COUNT, TEXT_MAX_LENGTH } from '../limits.ts';
import { LANGUAGES } from '../model.ts';
import { RANGES, type RangeName, type Settings, TEXT_NAMES, type Texts, WEEKDAYS } from '../settings.ts';
import { line, lines } from './line.ts';
import { isTimeZone, normaliseOrigin } from './places.ts';

function numberIn(name: RangeName): z.ZodType<number, number> {
  const { min, max, orZero, default: byDefault } = RANGES[name];
  const atLeast = orZero ? `must be 0 or at least ${min}` : `must be at least ${min}`;
  return z
    .int({ error: 'must be a whole number' })
    .min(orZero ? 0 : min, atLeast)
    .max(max, `must be at most ${max}`)
    .refine((value) => !orZero || value === 0 || value >= min, atLeast)
    .meta({ description: `${min}–${max}${orZero ? ', or 0: never' : ''}. At first ${byDefault}.` });
}

const rangeNames = Object.keys(RANGES) as RangeName[];
const numbers = Object.fromEntries(rangeNames.map((name) => [name, numberIn(name)])) as Record<RangeName, z.ZodType<number, number>>;

/** A link with one of the protocols, or nothing. */
function link(...protocols: string[]) {
  const allowed = (value: string) => URL.canParse(value) && protocols.includes(new URL(value).protocol) && !/[\s\p{Cc}]/u.test(value);
  return z
    .string()
    .max(LINK_MAX_LENGTH, `must have at most ${LINK_MAX_LENGTH} characters`)
    .refine((value) => value === '' || allowed(value), `must be empty or begin with ${protocols.join(' or ')}`);
}

const origin = z
  .string()
  .max(LINK_MAX_LENGTH, `must have at most ${LINK_MAX_LENGTH} characters`)
  .transform((value, context) => {
    const normal = normaliseOrigin(value);
    if (normal !== null) return normal;
    context.addIssue({ code: 'custom', message: 'must be an origin such as https://www.kommun.example; http for the own machine only' });
    return z.NEVER;
  });

/** S3. Texts per language; an empty or missing one means the default of that language. */
export const textsSchema: z.ZodType<Texts, Texts> = z
  .partialRecord(z.enum(LANGUAGES), z.partialRecord(z.enum(TEXT_NAMES), lines(TEXT_MAX_LENGTH)))
  .meta({ id: 'Texts', description: 'By language, then by place. An empty or missing text means the default of that language.' });

const fieldMode = z.enum(['off', 'optional', 'required']);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 15:30');

/** The whole of a chatflow's settings. Origins come out normalised: lower case, no default port, no slash, each once. */
export const settingsSchema: z.ZodType<Settings, Settings> = z
  .strictObject({
    ...numbers,
    name: line(NAME_MAX_LENGTH),
    language: z.enum(LANGUAGES).meta({ description: 'What a customer gets whose own language is not known.' }),
    timeZone: z.string().max(64, 'must be the IANA name of a time zone').refine(isTimeZone, 'must be the IANA name of a time zone'),
    origins: z
      .array(origin)
      .max(ORIGINS_MAX_COUNT, `must be at most ${ORIGINS_MAX_COUNT}`)
      .transform((origins) => [...new Set(origins)])
      .meta({ description: 'Origins whose pages may carry the widget, such as https://www.kommun.example.' }),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b5a66')
      .transform((color) => color.toLowerCase()),
    texts: textsSchema,
    contactLink: link('https:', 'mailto:'),
    privacyLink: link('https:'),
    allowQueue: z.boolean().meta({ description: 'Allow customers to queue. Needs the account’s queue feature.' }),
    showPlace: z.boolean().meta({ description: 'Whether waiting customers see their place.' }),
    nameField: fieldMode,
    emailField: fieldMode,
    questionField: z.enum(['off', 'optional']),
    typingPreview: z.boolean().meta({ description: 'Whether editors see the text while the customer types; the customer is told.' }),
    queueStopAt: z
      .partialRecord(z.enum(WEEKDAYS), clock)
      .meta({ description: 'By weekday, the time from which until midnight nobody new can join.' }),
  })
  .meta({ id: 'Settings' });
