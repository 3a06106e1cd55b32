// GET /chat/{chatflowId}/status: what a page without a socket shows. For pages of the chatflow's origins, and for our own.

import type { Context } from 'hono';
import { deskOf } from '../../provisioning/desk.ts';
import { refuse } from '../../shared/errors.ts';
import { LANGUAGES, type Language } from '../../shared/model.ts';
import type { AppEnv } from '../app-env.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { noteSeen } from './seen.ts';
import { keptStatus } from './status-cache.ts';

/** `?lang=`: a language that the product speaks, or the chatflow's own. */
function wantedLanguage(c: Context<AppEnv>): Language | null {
  const lang = c.req.query('lang')?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === lang) ?? (lang === 'no' || lang === 'nn' ? 'nb' : null);
}

/** Answers `not_found`, or `origin_not_allowed` to pages of other origins. */
export async function answerStatus(c: Context<AppEnv>) {
  const chatflowId = c.req.param('chatflowId') ?? '';
  const language = wantedLanguage(c);
  const desk = deskOf(c.env.CHATFLOW, chatflowId);
  // Before any cache: made-up ids must not fill it.
  if (desk === null) return problem(c, refuse('not_found'));
  const now = Date.now();
  const { found, freshUntil } = await keptStatus(`${chatflowId}/${language ?? ''}`, now, async () => {
    const status = await desk.status(language);
    return status.ok ? status.value : null;
  });
  if (found === null) return problem(c, refuse('not_found'));

  c.header('vary', 'Origin');
  const { origins, ...status } = found;
  const origin = c.req.header('origin');
  if (origin !== undefined) {
    const listed = origins.includes(origin);
    if (origin !== ownOrigin(c) && !listed) return problem(c, refuse('origin_not_allowed'));
    if (listed) noteSeen(c, chatflowId, origin, now);
    c.header('access-control-allow-origin', origin);
  }
  // What is left of the time, so that all caches together stay within it.
  c.header('cache-control', `public, max-age=${Math.max(0, Math.floor((freshUntil - now) / 1_000))}`);
  return c.json(status, 200);
}
