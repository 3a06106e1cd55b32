// The words of the desk: closed sets that SQL, protocol, code and screens share. Types and constants only.

/** The languages that the product speaks; the first is what a new chatflow gets. */
export const LANGUAGES = ['sv', 'nb', 'da', 'fi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** E5. Where a chat is in its life; `src/core/table.ts` says how it moves. */
export const CHAT_STATES = ['waiting', 'assigned', 'ownerless', 'ended'] as const;
export type ChatState = (typeof CHAT_STATES)[number];

/** Q1. What a newcomer meets. */
export type DeskState = 'open' | 'full' | 'closed';

/** The editor's own choice, per chatflow (L6). */
export type EditorStatus = 'available' | 'busy';

/** Who wrote a message. `system` is the desk itself: welcome text, queue closed text. */
export type Author = 'customer' | 'editor' | 'system';

/**
 * E5. Why a chat ended: a closed set, each with what it counts as. `unanswered`: never; if the customer's question never got an answer;
 * or, for one who left, if any message stood unanswered.
 */
export const END_REASONS = {
  customer_ended: { missed: false, unanswered: 'if_never_answered' },
  editor_ended: { missed: false, unanswered: 'if_never_answered' },
  silent: { missed: false, unanswered: 'never' },
  idle: { missed: false, unanswered: 'if_never_answered' },
  customer_left: { missed: false, unanswered: 'if_message_stands' },
  queue_left: { missed: false, unanswered: 'never' },
  queue_abandoned: { missed: false, unanswered: 'never' },
  queue_closed: { missed: true, unanswered: 'never' },
  editor_lost: { missed: true, unanswered: 'if_never_answered' },
  moved: { missed: false, unanswered: 'never' },
  chatflow_removed: { missed: false, unanswered: 'if_never_answered' },
  erased: { missed: false, unanswered: 'never' },
} as const satisfies Record<string, { missed: boolean; unanswered: 'never' | 'if_never_answered' | 'if_message_stands' }>;
export type EndReason = keyof typeof END_REASONS;

/** Why an editor's status is what it is, when it was not the editor's own act. */
export type StatusCause = 'self' | 'misses' | 'lost' | 'signed_out' | 'admin';

/** Why a window went from an editor's screen. */
export type WindowCloseCause =
  | 'closed'
  | 'wrap_up'
  | 'transferred'
  | 'handed_over'
  | 'taken'
  | 'moved'
  | 'editor_away'
  | 'signed_out'
  | 'removed'
  | 'erased';

/** R5. The moments that the event log holds: ids, kinds and numbers, never a text or a name. */
export const MOMENTS = [
  'click',
  'join',
  'assignment',
  'first_message',
  'focus',
  'first_answer',
  'own_first_answer',
  'miss',
  'move',
  'end',
  'window_closed',
  'status',
  'connection',
  'queue_closed',
  'settings',
  'erased',
] as const;
export type MomentKind = (typeof MOMENTS)[number];
