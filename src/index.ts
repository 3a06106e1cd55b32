// The Worker's entry: HTTP, the cron that lets the two stores agree and tidies up, and the object's class for the runtime.

import { dropOldAttempts } from './accounts/attempts.ts';
import { dropOldAnswers } from './accounts/first-answers.ts';
import { dropOldInvitations } from './accounts/invitations.ts';
import { dropExpiredResets } from './accounts/passwords.ts';
import { dropExpiredSessions } from './accounts/people.ts';
import type { Env } from './env.ts';
import { app } from './http/app.ts';
import { deliverDue } from './provisioning/deliver.ts';
import { log } from './shared/log.ts';

export { Chatflow } from './chatflow/chatflow.ts';

export default {
  fetch: app.fetch,
  async scheduled(controller, env) {
    await dropExpiredSessions(env.DB, controller.scheduledTime);
    await dropExpiredResets(env.DB, controller.scheduledTime);
    await dropOldInvitations(env.DB, controller.scheduledTime);
    await dropOldAttempts(env.DB, controller.scheduledTime);
    await dropOldAnswers(env.DB, controller.scheduledTime);
    const done = await deliverDue(env, controller.scheduledTime);
    if (done.settledCount + done.failedCount > 0) log('deliveries', done);
  },
} satisfies ExportedHandler<Env>;
