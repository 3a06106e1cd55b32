// The one entrance to the rules: a desk, an event and the time go in; rows, frames and an answer come out. Pure, and never asked twice
// for the same event.

import { refuse } from '../shared/errors.ts';
import {
  changeSettings,
  eraseChat,
  grantQueue,
  outboxDelivered,
  putEditor,
  removeChatflow,
  removeEditor,
  revokeTickets,
  setBusy,
} from './administration.ts';
import { customerMessage, customerTyping, editorMessage, editorTyping, start } from './chat.ts';
import { expire } from './deadlines.ts';
import { Draft } from './draft.ts';
import { customerEnd, editorClose, editorEnd } from './ending.ts';
import type { Context, CustomerEvent, Decision, EditorEvent, Event } from './event.ts';
import { framesFor, inOrder } from './frames.ts';
import { moveAccepted, moveOut, moveRefused, receive } from './move.ts';
import {
  actsAgain,
  customerConnected,
  customerLost,
  editorConnected,
  editorSocketClosed,
  loseIfSilent,
  loseSilentEditors,
  outage,
  planSweep,
} from './presence.ts';
import type { DeskReader, Person, Reply } from './reader.ts';
import { settle } from './settle.ts';
import { chooseStatus, signOut } from './status.ts';
import { focus, take, transfer } from './transfer.ts';

/** Decides one event. `context.now` must not run backwards by more than the platform's clock does; earlier times are taken as they are. */
export function decide(reader: DeskReader, event: Event, context: Context): Decision {
  if (reader.desk().removed) return { reply: refuse('not_found'), changes: [], effects: [] };
  const draft = new Draft(reader, context);
  // C3 comes before C1: whether people were late is judged only after it is known that the desk was not there.
  if (event.type === 'outage') outage(draft, context.now);
  expire(draft);
  const reply = answer(draft, reader, event, context.now);
  settle(draft, context.now);
  planSweep(draft, context.now);
  const frames = framesFor(draft, reader, context.now);
  return { reply, changes: draft.changes(), effects: inOrder(draft.effects, frames, reader) };
}

/** I3: a repeated command gets its first answer and changes nothing more. */
function answer(draft: Draft, reader: DeskReader, event: Event, now: number): Reply | null {
  if (event.type === 'chat.receive') return received(draft, reader, event, now);
  if (!('commandId' in event)) return happen(draft, event, now);
  const person: Person = 'customerId' in event ? { kind: 'customer', id: event.customerId } : { kind: 'editor', id: event.editorId };
  actsAgain(draft, person, now);
  const first = reader.reply(person.id, event.commandId);
  if (first) return first;
  const reply = 'customerId' in event ? customerCommand(draft, event, now) : editorCommand(draft, event, now);
  draft.keepReply(person.id, event.commandId, reply, now);
  return reply;
}

/** T11: so does a chat that is handed over twice. */
function received(draft: Draft, reader: DeskReader, event: Extract<Event, { type: 'chat.receive' }>, now: number): Reply | null {
  const { fromChatflowId, moveId } = event.parcel;
  const first = reader.reply(fromChatflowId, moveId);
  if (first) return first;
  const reply = happen(draft, event, now);
  if (reply) draft.keepReply(fromChatflowId, moveId, reply, now);
  return reply;
}

type WithId<E> = Extract<E, { commandId: string }>;
type WithoutId = Exclude<Event, { commandId: string }>;

function customerCommand(draft: Draft, event: WithId<CustomerEvent>, now: number): Reply {
  switch (event.type) {
    case 'customer.start':
      loseSilentEditors(draft, now);
      settle(draft, now);
      return start(draft, event, now);
    case 'customer.message':
      loseIfSilent(draft, draft.editor(draft.chat(event.chatId)?.ownerId ?? ''), now);
      return customerMessage(draft, event, now);
    case 'customer.end':
      return customerEnd(draft, event, now);
    default:
      return event satisfies never;
  }
}

function editorCommand(draft: Draft, event: WithId<EditorEvent>, now: number): Reply {
  if (!draft.editor(event.editorId)) return refuse('forbidden');
  switch (event.type) {
    case 'editor.status':
      loseSilentEditors(draft, now);
      return chooseStatus(draft, event, now);
    case 'editor.focus':
      return focus(draft, event, now);
    case 'editor.message':
      return editorMessage(draft, event, now);
    case 'editor.end':
      return editorEnd(draft, event, now);
    case 'editor.close':
      return editorClose(draft, event, now);
    case 'editor.transfer':
      return transfer(draft, event, now);
    case 'editor.take':
      return take(draft, event, now);
    case 'editor.move':
      return moveOut(draft, event, now);
    case 'editor.sign_out':
      return signOut(draft, event, now);
    default:
      return event satisfies never;
  }
}

/** Events without a command id; those from HTTP have an answer all the same. */
function happen(draft: Draft, event: WithoutId, now: number): Reply | null {
  switch (event.type) {
    case 'clock':
    case 'outage':
      return null;
    case 'customer.connected':
      loseSilentEditors(draft, now);
      customerConnected(draft, event.customerId);
      return null;
    case 'customer.disconnected':
      if (draft.heardAt({ kind: 'customer', id: event.customerId }) === undefined) customerLost(draft, event.customerId, now);
      return null;
    case 'customer.typing':
      actsAgain(draft, { kind: 'customer', id: event.customerId }, now);
      customerTyping(draft, event, now);
      return null;
    case 'editor.connected':
      editorConnected(draft, event.editorId, now);
      return null;
    case 'editor.disconnected':
      editorSocketClosed(draft, event.editorId, event.socketId, now);
      return null;
    case 'editor.typing':
      actsAgain(draft, { kind: 'editor', id: event.editorId }, now);
      editorTyping(draft, event);
      return null;
    case 'settings.change':
      return changeSettings(draft, event, now);
    case 'feature.queue':
      return grantQueue(draft, event, now);
    case 'editor.put':
      return putEditor(draft, event, now);
    case 'editor.remove':
      return removeEditor(draft, event.editorId, now);
    case 'editor.revoke':
      return revokeTickets(draft, event, now);
    case 'editor.set_busy':
      return setBusy(draft, event.editorId, now);
    case 'chat.erase':
      return eraseChat(draft, event.chatId, now);
    case 'chatflow.remove':
      return removeChatflow(draft, now);
    case 'chat.receive':
      loseSilentEditors(draft, now);
      return receive(draft, event, now);
    case 'move.accepted':
      moveAccepted(draft, event, now);
      return null;
    case 'move.refused':
      moveRefused(draft, event, now);
      return null;
    case 'outbox.delivered':
      outboxDelivered(draft, event);
      return null;
    default:
      return event satisfies never;
  }
}
