// What a frame meant to the person at the desk: the moments worth a sound, an announcement or a notice. Pure.

import type { ErrorCode } from '../../shared/errors.ts';
import type { WindowCloseCause } from '../../shared/model.ts';
import type { EditorOut } from '../../shared/protocol.ts';
import { type DeskView, type WindowView, windowOf } from './desk.ts';
import { ownEditor } from './standing.ts';

/** `gone` with cause null: it went while the console was not connected. */
export type Happening =
  | { kind: 'arrived'; window: WindowView }
  | { kind: 'gone'; window: WindowView; cause: WindowCloseCause | null; toName: string }
  | { kind: 'customer_wrote'; window: WindowView }
  | { kind: 'ended'; window: WindowView }
  /** T11. The other chatflow did not take it. */
  | { kind: 'move_refused'; window: WindowView; code: ErrorCode }
  /** T10, L3, S1: not the editor's own act. */
  | { kind: 'set_busy'; cause: 'misses' | 'lost' | 'admin'; missesInARow: number };

/** The happenings between two views. The very first view is what was there before: nothing has happened. */
export function happenings(before: DeskView | null, after: DeskView | null, frame: EditorOut): Happening[] {
  if (before === null || after === null) return after === null ? [] : setBusy(null, after);
  const found: Happening[] = [];
  for (const window of after.windows) {
    const held = windowOf(before, window.chatId);
    if (held === undefined) found.push({ kind: 'arrived', window });
    else if (held.state !== 'ended' && window.state === 'ended') found.push({ kind: 'ended', window });
    else if (hasNewCustomerMessage(held, window)) found.push({ kind: 'customer_wrote', window });
  }
  for (const window of before.windows) {
    if (windowOf(after, window.chatId) !== undefined) continue;
    const named = frame.type === 'window_closed' && frame.chatId === window.chatId ? frame : null;
    found.push({ kind: 'gone', window, cause: named?.cause ?? null, toName: named?.toName ?? '' });
  }
  return [...found, ...moveRefused(after, frame), ...setBusy(before, after)];
}

function moveRefused(after: DeskView, frame: EditorOut): Happening[] {
  const window = frame.type === 'move_refused' ? windowOf(after, frame.chatId) : undefined;
  return window && frame.type === 'move_refused' ? [{ kind: 'move_refused', window, code: frame.code }] : [];
}

function hasNewCustomerMessage(held: WindowView, window: WindowView): boolean {
  const seen = held.transcript.messages.length;
  return window.transcript.messages.slice(seen).some((message) => message.author === 'customer');
}

function setBusy(before: DeskView | null, after: DeskView): Happening[] {
  const now = ownEditor(after);
  if (now?.status !== 'busy') return [];
  const was = before === null ? undefined : ownEditor(before);
  if (was?.status === 'busy' && was.statusSince === now.statusSince) return [];
  const cause = now.statusCause;
  if (cause !== 'misses' && cause !== 'lost' && cause !== 'admin') return [];
  return [{ kind: 'set_busy', cause, missesInARow: now.missesInARow }];
}
