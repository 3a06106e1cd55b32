// The Worker's HTTP, from outside in: headers and log, size and kind of the request, then the routes. Unknown addresses and methods are
// refused in the same form as everything else.

import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { refuse } from '../shared/errors.ts';
import type { AppEnv } from './app-env.ts';
import { dress } from './middleware/headers.ts';
import { jsonOnly, sizeLimit, urlLimit } from './middleware/limits.ts';
import { answerThrown, problem } from './problem.ts';
import { authRoutes } from './public/auth.ts';
import { consoleRoutes } from './public/console.ts';
import { answerRoot, demoRoutes } from './public/demo.ts';
import { inviteRoutes } from './public/invite.ts';
import { ownRoutes } from './public/me.ts';
import { answerSiblings } from './public/siblings.ts';
import { forwardSocket } from './public/sockets.ts';
import { answerStatus } from './public/status.ts';
import { v1 } from './v1/index.ts';

export const app = new Hono<AppEnv>();

app.onError(answerThrown);
app.notFound((c) => problem(c, refuse('not_found')));
app.use(dress(), methodsOf(), urlLimit(), sizeLimit(), jsonOnly());
app.get('/', answerRoot);
app.route('/demo', demoRoutes);
app.get('/chat/:chatflowId/status', answerStatus);
app.get('/chat/:chatflowId/socket', forwardSocket('customer'));
app.route('/desk/me', ownRoutes);
app.get('/desk/:chatflowId/siblings', answerSiblings);
app.route('/desk', consoleRoutes);
app.route('/invite', inviteRoutes);
app.route('/auth', authRoutes);
app.route('/v1', v1());

/** A known address with a method that it does not take: 405, and `Allow` says which it takes. */
function methodsOf() {
  return methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const answer = problem(c, refuse('method_not_allowed'));
      answer.headers.set('allow', methods.join(', '));
      return answer;
    },
  });
}
