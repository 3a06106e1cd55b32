// /v1/chatflows/{id}/settings and …/texts: the same facts with the same ETag. A change takes effect on the running desk at once.

import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { SettingsWithRevision } from '../../chatflow/rpc.ts';
import { changeSettings, readSettings } from '../../provisioning/settings.ts';
import { settingsSchema, textsSchema } from '../../shared/schemas/settings.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AppEnv } from '../app-env.ts';
import { invalid, problem } from '../problem.ts';
import { onChatflow } from './access.ts';
import { actorOf } from './caller.ts';
import { etagOf, matching } from './etag.ts';
import { mergePatch } from './merge-patch.ts';
import { body, inChatflow, json, refusals, routes } from './route.ts';

const tags = ['Settings'];
const reading = [onChatflow('settings.read')];
const changing = [onChatflow('settings.change')];
const path = '/chatflows/{chatflowId}/settings' as const;
const textsPath = '/chatflows/{chatflowId}/texts' as const;
const ifMatch = z.object({
  'if-match': z
    .string()
    .optional()
    .meta({ description: 'The ETag that was read. Without it 428; when the settings have changed since, 412.' }),
});
const changed = { params: inChatflow, headers: ifMatch };
const settingsAnswer = json(settingsSchema, 'The settings; `ETag` names this version of them.');
const textsAnswer = json(textsSchema, 'The texts; the `ETag` is that of the settings.');

const read = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'All settings',
  middleware: reading,
  request: { params: inChatflow },
  responses: { 200: settingsAnswer, ...refusals },
});

const put = createRoute({
  method: 'put',
  path,
  tags,
  summary: 'Replace all settings',
  middleware: changing,
  request: { ...changed, body: body(settingsSchema) },
  responses: { 200: settingsAnswer, ...refusals },
});

const patch = createRoute({
  method: 'patch',
  path,
  tags,
  summary: 'Change some settings',
  description: 'A JSON merge patch (RFC 7396); the result is checked as a whole.',
  middleware: changing,
  request: {
    ...changed,
    body: {
      required: true,
      content: {
        'application/merge-patch+json': { schema: z.record(z.string(), z.unknown()) },
        'application/json': { schema: z.record(z.string(), z.unknown()) },
      },
    },
  },
  responses: { 200: settingsAnswer, ...refusals },
});

const readTexts = createRoute({
  method: 'get',
  path: textsPath,
  tags,
  summary: 'The texts',
  middleware: reading,
  request: { params: inChatflow },
  responses: { 200: textsAnswer, ...refusals },
});

const putTexts = createRoute({
  method: 'put',
  path: textsPath,
  tags,
  summary: 'Replace the texts',
  description: 'Nothing else changes: writing texts for the queue does not switch the queue on.',
  middleware: changing,
  request: { ...changed, body: body(textsSchema) },
  responses: { 200: textsAnswer, ...refusals },
});

/** Reads, lets `edit` make the new settings, and writes if nobody else has written meanwhile. */
async function change(c: Context<AppEnv>, edit: (settings: Settings) => unknown) {
  const before = await readSettings(c.env, c.get('chatflow'));
  if (!before.ok) return { ok: false, answer: problem(c, before) } as const;
  const matched = matching(c.req.header('if-match'), before.value.revision);
  if (!matched.ok) return { ok: false, answer: problem(c, matched) } as const;
  const parsed = settingsSchema.safeParse(edit(before.value.settings));
  if (!parsed.success) return { ok: false, answer: invalid(c, parsed.error.issues) } as const;
  const after = await changeSettings(c.env, c.get('chatflow'), {
    before: before.value,
    settings: parsed.data,
    by: actorOf(c.get('caller')),
  });
  if (!after.ok) return { ok: false, answer: problem(c, after) } as const;
  return { ok: true, value: withTag(c, after.value) } as const;
}

function withTag(c: Context<AppEnv>, { settings, revision }: SettingsWithRevision): Settings {
  c.header('etag', etagOf(revision));
  return settings;
}

export const settingsRoutes = routes()
  .openapi(read, async (c) => {
    const settings = await readSettings(c.env, c.get('chatflow'));
    return settings.ok ? c.json(withTag(c, settings.value), 200) : problem(c, settings);
  })
  .openapi(put, async (c) => {
    const done = await change(c, () => c.req.valid('json'));
    return done.ok ? c.json(done.value, 200) : done.answer;
  })
  .openapi(patch, async (c) => {
    // As it was sent: the schema's copy would be without a field called `__proto__`, and silently.
    const sent: unknown = await c.req.json();
    const done = await change(c, (settings) => mergePatch(settings, sent));
    return done.ok ? c.json(done.value, 200) : done.answer;
  })
  .openapi(readTexts, async (c) => {
    const settings = await readSettings(c.env, c.get('chatflow'));
    return settings.ok ? c.json(withTag(c, settings.value).texts, 200) : problem(c, settings);
  })
  .openapi(putTexts, async (c) => {
    const done = await change(c, (settings) => ({ ...settings, texts: c.req.valid('json') }));
    return done.ok ? c.json(done.value.texts, 200) : done.answer;
  });
