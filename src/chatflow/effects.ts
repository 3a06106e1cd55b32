// Carries out what the rules want to be sent, after the rows are safe. One frame becomes text once, however many read it.

import type { Effect } from '../core/event.ts';
import type { DeskReader } from '../core/reader.ts';
import { chatflowForCustomer } from '../core/views.ts';
import type { Language } from '../shared/model.ts';
import type { CustomerOut, EditorOut } from '../shared/protocol.ts';
import type { Onlookers } from './onlookers.ts';
import type { Sockets } from './sockets.ts';

/** Sends in the order given, and closes at the end, so that nobody misses the last word. */
export function perform(effects: readonly Effect[], sockets: Sockets, onlookers: Onlookers, reader: DeskReader): void {
  for (const effect of effects) if (!isClose(effect)) performOne(effect, sockets, onlookers, reader);
  for (const effect of effects) if (isClose(effect)) performOne(effect, sockets, onlookers, reader);
}

function isClose({ kind }: Effect): boolean {
  return kind === 'close_editor' || kind === 'close_all';
}

function performOne(effect: Effect, sockets: Sockets, onlookers: Onlookers, reader: DeskReader): void {
  switch (effect.kind) {
    case 'to_customer':
      sendAll(sockets, sockets.listening({ kind: 'customer', id: effect.customerId }), effect.frame);
      return;
    case 'to_onlookers':
      sendAll(sockets, onlookers.listening(), effect.frame);
      return;
    case 'to_editor':
      sendAll(sockets, sockets.listening({ kind: 'editor', id: effect.editorId }), effect.frame);
      return;
    case 'to_editors':
      sendAll(sockets, sockets.listening('editor'), effect.frame);
      return;
    case 'chatflow_to_customers':
      sendChatflow(sockets, reader);
      return;
    case 'close_editor':
      for (const socket of sockets.present({ kind: 'editor', id: effect.editorId })) sockets.bye(socket, effect.reason);
      return;
    case 'close_all':
      for (const socket of sockets.present()) sockets.bye(socket, effect.reason);
      return;
    case 'drain_outbox':
    case 'hand_over':
      return;
    default:
      effect satisfies never;
  }
}

function sendAll(sockets: Sockets, listening: WebSocket[], frame: CustomerOut | EditorOut): void {
  if (listening.length === 0) return;
  const text = JSON.stringify(frame);
  for (const socket of listening) sockets.sendText(socket, text);
}

/** Q12, S3: the texts in each customer's own language. */
function sendChatflow(sockets: Sockets, reader: DeskReader): void {
  const { settings } = reader.desk();
  const texts = new Map<Language, string>();
  for (const socket of sockets.listening('customer')) {
    const language = sockets.of(socket).language ?? settings.language;
    const text = texts.get(language) ?? JSON.stringify({ type: 'chatflow', chatflow: chatflowForCustomer(settings, language) });
    texts.set(language, text);
    sockets.sendText(socket, text);
  }
}
