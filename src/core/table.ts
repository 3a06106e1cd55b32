// E5. The life of a chat: every state × everything that can happen to it. No cell may be missing, or this does not compile.
//
//                 ┌─────────── release ───────────┐
//   (start) ──► assigned ◄── assign ── ownerless ◄┘
//      │           ▲  │ ▲                 │
//      │        assign│ └─ move           │
//      ▼           │  ▼                   ▼
//   waiting ───────┘  └──────► ended ◄────┘
//      └──────────────────────►  ▲

import type { ErrorCode } from '../shared/errors.ts';
import type { ChatState, EndReason } from '../shared/model.ts';

/** What can happen to a chat. Customer's acts, editor's acts, the clock's, the desk's. */
export type ChatEvent =
  | 'customer_message'
  | 'customer_end'
  | 'focus'
  | 'editor_message'
  | 'editor_end'
  | 'close_window'
  | 'manual_transfer'
  | 'take'
  | 'move_out'
  | 'move_accepted'
  | 'assign'
  | 'release'
  | 'transfer_due'
  | 'silent_due'
  | 'idle_due'
  | 'customer_grace_due'
  | 'queue_grace_due'
  | 'orphan_due'
  | 'wrap_up_due'
  | 'queue_close'
  | 'erase'
  | 'chatflow_remove';

/** Stays or goes to a state; ends with a reason; is refused with a code; or cannot come up, because no such deadline or caller exists. */
export type Cell = { to: Exclude<ChatState, 'ended'> } | { end: EndReason } | { stay: true } | { refuse: ErrorCode } | { never: true };

const stay: Cell = { stay: true };
const never: Cell = { never: true };
const refuse = (code: ErrorCode): Cell => ({ refuse: code });
const end = (reason: EndReason): Cell => ({ end: reason });

export const LIFE: Record<ChatState, Record<ChatEvent, Cell>> = {
  waiting: {
    customer_message: refuse('chat_waiting'),
    customer_end: end('queue_left'),
    focus: refuse('not_found'),
    editor_message: refuse('not_found'),
    editor_end: refuse('not_found'),
    close_window: refuse('not_found'),
    manual_transfer: refuse('not_found'),
    take: refuse('not_found'),
    move_out: refuse('not_found'),
    move_accepted: never,
    assign: { to: 'assigned' },
    release: never,
    transfer_due: never,
    silent_due: never,
    idle_due: never,
    customer_grace_due: never,
    queue_grace_due: end('queue_abandoned'),
    orphan_due: never,
    wrap_up_due: never,
    queue_close: end('queue_closed'),
    erase: end('erased'),
    chatflow_remove: end('chatflow_removed'),
  },
  assigned: {
    customer_message: stay,
    customer_end: end('customer_ended'),
    focus: stay,
    editor_message: stay,
    editor_end: end('editor_ended'),
    close_window: refuse('window_live'),
    manual_transfer: stay,
    take: stay,
    move_out: stay,
    move_accepted: end('moved'),
    assign: { to: 'assigned' },
    release: { to: 'ownerless' },
    transfer_due: stay,
    silent_due: end('silent'),
    idle_due: end('idle'),
    customer_grace_due: end('customer_left'),
    queue_grace_due: never,
    orphan_due: end('editor_lost'),
    wrap_up_due: never,
    queue_close: stay,
    erase: end('erased'),
    chatflow_remove: end('chatflow_removed'),
  },
  ownerless: {
    customer_message: stay,
    customer_end: end('customer_ended'),
    focus: refuse('chat_moved'),
    editor_message: refuse('chat_moved'),
    editor_end: refuse('chat_moved'),
    close_window: refuse('chat_moved'),
    manual_transfer: refuse('chat_moved'),
    take: refuse('not_overdue'),
    move_out: refuse('chat_moved'),
    move_accepted: end('moved'),
    assign: { to: 'assigned' },
    release: never,
    transfer_due: never,
    silent_due: end('silent'),
    idle_due: end('idle'),
    customer_grace_due: end('customer_left'),
    queue_grace_due: never,
    orphan_due: end('editor_lost'),
    wrap_up_due: never,
    queue_close: stay,
    erase: end('erased'),
    chatflow_remove: end('chatflow_removed'),
  },
  ended: {
    customer_message: refuse('chat_ended'),
    customer_end: refuse('chat_ended'),
    focus: refuse('chat_ended'),
    editor_message: refuse('chat_ended'),
    editor_end: refuse('chat_ended'),
    close_window: stay,
    manual_transfer: refuse('chat_ended'),
    take: refuse('chat_ended'),
    move_out: refuse('chat_ended'),
    move_accepted: stay,
    assign: never,
    release: never,
    transfer_due: never,
    silent_due: never,
    idle_due: never,
    customer_grace_due: never,
    queue_grace_due: never,
    orphan_due: never,
    wrap_up_due: stay,
    queue_close: stay,
    erase: stay,
    chatflow_remove: stay,
  },
};

/** The states that a chat may go to from this one (I4). */
export function statesAfter(state: ChatState): Set<ChatState> {
  const states = new Set<ChatState>([state]);
  for (const cell of Object.values(LIFE[state])) {
    if ('to' in cell) states.add(cell.to);
    if ('end' in cell) states.add('ended');
  }
  return states;
}
