// /v1/chatflows/{id}/statistics: what happened on a desk, as figures with their definitions, in JSON or CSV.

import { createRoute, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deskOf } from '../../provisioning/desk.ts';
import { notYet } from '../../provisioning/settings.ts';
import { refuse } from '../../shared/errors.ts';
import { CHAT_FOLLOWED_MS, STATISTICS_INTERVALS_MAX_COUNT, STATISTICS_MOMENTS_MAX_COUNT } from '../../shared/limits.ts';
import { statisticsQuerySchema, statisticsSchema } from '../../shared/schemas/statistics.ts';
import { DEFINITIONS, type Statistics, type StatisticsQuestion, type Targets } from '../../shared/statistics.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { onChatflow } from './access.ts';
import { inChatflow, refusals, routes } from './route.ts';
import { editorsCsv, intervalsCsv } from './statistics-csv.ts';

type Query = z.output<typeof statisticsQuerySchema>;

const HOUR_MS = 3_600_000;

const read = createRoute({
  method: 'get',
  path: '/chatflows/{chatflowId}/statistics',
  tags: ['Statistics'],
  summary: 'Statistics of a chatflow',
  description:
    'Chats by what became of them, response times, waits and times to focus: per interval, in all, and per editor, with what each figure ' +
    `says. At most ${STATISTICS_INTERVALS_MAX_COUNT} intervals and ${STATISTICS_MOMENTS_MAX_COUNT} entries of the event log in one answer; more ` +
    `answers \`range_too_long\`. A chat is followed for ${CHAT_FOLLOWED_MS / HOUR_MS} hours.`,
  middleware: [onChatflow('statistics.read')],
  request: { params: inChatflow, query: statisticsQuerySchema },
  responses: {
    200: {
      description: 'The figures. As CSV: a header line in English, times in ms, and nothing that a spreadsheet takes for a formula.',
      content: { 'application/json': { schema: statisticsSchema }, 'text/csv': { schema: { type: 'string' } } },
    },
    ...refusals,
  },
});

export const statisticsRoutes = routes().openapi(read, async (c) => {
  const query = c.req.valid('query');
  const desk = deskOf(c.env.CHATFLOW, c.get('chatflow').chatflowId);
  const answer = desk === null ? refuse('not_found') : notYet(await desk.statistics(questionOf(query)));
  if (!answer.ok) return problem(c, answer);
  c.header('vary', 'Accept');
  return wantsCsv(c, query) ? csvAnswer(c, answer.value, query.table) : c.json({ ...answer.value, definitions: DEFINITIONS }, 200);
});

function questionOf({ from, to, interval, target, queueTarget, focusTarget }: Query): StatisticsQuestion {
  const targets: Partial<Targets> = {};
  if (target !== undefined) targets.response = target;
  if (queueTarget !== undefined) targets.queueWait = queueTarget;
  if (focusTarget !== undefined) targets.focus = focusTarget;
  return { from, to: to ?? null, interval, targets };
}

/** `format` says it; without it, the first of the two types that the caller accepts. */
function wantsCsv(c: Context<AppEnv>, { format }: Query): boolean {
  if (format !== undefined) return format === 'csv';
  const types = (c.req.header('accept') ?? '').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase());
  return types.find((type) => type === 'text/csv' || type === 'application/json') === 'text/csv';
}

function csvAnswer(c: Context<AppEnv>, statistics: Statistics, table: Query['table']) {
  const { from, to } = statistics;
  c.header('content-type', 'text/csv; charset=utf-8; header=present');
  c.header('content-disposition', `attachment; filename="${table}-${from}-${to}.csv"`);
  return c.body(table === 'editors' ? editorsCsv(statistics) : intervalsCsv(statistics), 200);
}
