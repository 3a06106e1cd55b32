// Statistics on the wire: the query that is checked, and the answer that only goes out, so that a type error shows where it leaves its type.

import { z } from 'zod';
import {
  COUNTS,
  type CountName,
  DEFAULT_TARGETS,
  DEFINITIONS,
  type DefinitionName,
  DURATIONS,
  STATISTICS_INTERVALS,
  type Statistics,
} from '../statistics.ts';

const FIRST_YEAR = 2000;
const TARGET_MAX_SECONDS = 86_400;

const day = z.iso
  .date({ error: 'must be a date such as 2026-03-31', abort: true })
  .refine((date) => Number(date.slice(0, 4)) >= FIRST_YEAR, `must be a date from ${FIRST_YEAR} on`);

function target(description: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,4}$/, `must be 1 to ${TARGET_MAX_SECONDS}`)
    .transform(Number)
    .refine((seconds) => seconds <= TARGET_MAX_SECONDS, `must be 1 to ${TARGET_MAX_SECONDS}`)
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: TARGET_MAX_SECONDS, description });
}

/** `from` and `to`: whole days of the chatflow's time zone, both included. */
export const statisticsQuerySchema = z.strictObject({
  from: day.meta({ description: 'The first day, in the chatflow’s time zone.' }),
  to: day.optional().meta({ description: 'The last day, included. Today, unless given.' }),
  interval: z.enum(STATISTICS_INTERVALS).default('day').meta({ description: 'Weeks begin on Mondays.' }),
  target: target(`Seconds within which a question should be answered; ${DEFAULT_TARGETS.response} unless given.`),
  queueTarget: target(`Seconds that a wait in the queue should take at most; ${DEFAULT_TARGETS.queueWait} unless given.`),
  focusTarget: target('Seconds within which a question should be seen; the chatflow’s `transferAfterSeconds` unless given.'),
  format: z.enum(['json', 'csv']).optional().meta({ description: '`Accept: text/csv` asks for CSV as well.' }),
  table: z
    .enum(['intervals', 'editors'])
    .default('intervals')
    .meta({ description: 'Which table the CSV holds: one line per interval and one for the whole range, or one line per editor.' }),
});

const ms = z.number().nullable();
const count = z.int();

const durationSchema = z
  .object({
    count,
    medianMs: ms,
    p90Ms: ms,
    p95Ms: ms,
    targetSeconds: count,
    withinCount: count,
    outOfCount: count,
    withinShare: z.number().min(0).max(1).nullable(),
  })
  .meta({ id: 'StatisticsTimes', description: 'Times that were measured, by nearest rank; null while there are none.' });

function described<Name extends DefinitionName, T extends z.ZodType>(names: readonly Name[], schema: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, schema(name)])) as Record<Name, T>;
}

const counts = described<CountName, z.ZodInt>(COUNTS, (name) => z.int().meta({ description: DEFINITIONS[name] }));
const durations = described(DURATIONS, () => durationSchema);
const figures = z.object({ ...counts, ...durations });

const editor = z.object({
  editorId: z.string(),
  name: z.string().nullable().meta({ description: 'Null for somebody who is an editor here no more.' }),
  arrivals: count,
  misses: count,
  response: durationSchema,
});

/** {@link Statistics}, with what each figure says. */
export const statisticsSchema = z
  .object({
    chatflowId: z.string(),
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    interval: z.enum(STATISTICS_INTERVALS),
    targets: z.object(described(DURATIONS, () => count)),
    total: figures,
    intervals: z.array(figures.extend({ from: z.string(), to: z.string() })),
    editors: z.array(editor).meta({ description: DEFINITIONS.editors }),
    definitions: z.record(z.string(), z.string()).meta({ description: 'What each figure says, by its name.' }),
  })
  .meta({ id: 'Statistics' }) satisfies z.ZodType<Statistics & { definitions: Record<string, string> }>;
