// The object alone, as it is deployed, behind the thinnest possible door: makes one desk and lets sockets in. No HTTP layer, no D1, no assets.

import type { Chatflow } from '../../src/chatflow/chatflow.ts';
import { defaultSettings } from '../../src/shared/settings.ts';

export { Chatflow } from '../../src/chatflow/chatflow.ts';

interface Bindings {
  CHATFLOW: DurableObjectNamespace<Chatflow>;
}

const ORIGIN = 'http://bench.example';
const EDITOR_ID = 'editor';
const MAX_CHATS = 20;

export default {
  /** `POST /desk` makes the desk and answers with an editor's ticket; `/customer` and `/editor` are its sockets. */
  async fetch(request, env) {
    const desk = env.CHATFLOW.get(env.CHATFLOW.idFromName('bench'));
    if (request.method === 'POST') {
      const settings = { ...defaultSettings('Bench'), origins: [ORIGIN] };
      await desk.create({ chatflowId: 'bench', accountId: 'bench', settings, queueFeature: true, featureRevision: 1 });
      await desk.putEditor({ editorId: EDITOR_ID, name: 'Anna', maxChats: MAX_CHATS });
      return Response.json(await desk.ticket(EDITOR_ID));
    }
    const headers = new Headers(request.headers);
    headers.set('origin', ORIGIN);
    headers.set('x-nasta-own-origin', ORIGIN);
    return desk.fetch(new Request(request, { headers }));
  },
} satisfies ExportedHandler<Bindings>;
