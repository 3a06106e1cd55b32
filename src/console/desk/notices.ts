// What the editor should know although no window shows it: kept as facts until dismissed, worded when drawn.

import { signal } from '@preact/signals';
import type { ErrorCode } from '../../shared/errors.ts';
import type { WindowCloseCause } from '../../shared/model.ts';

/** `draft`: what had been written and not sent in the window that went; empty if nothing. */
export type NoticeFact =
  | { kind: 'gone'; chatId: string; name: string; cause: WindowCloseCause | null; toName: string; draft: string }
  | { kind: 'set_busy'; chatflowId: string; chatflowName: string; cause: 'misses' | 'lost' | 'admin'; missesInARow: number }
  | { kind: 'taken_later'; name: string }
  /** T11. `to`: the chatflow that did not take it, empty if its name was never heard. */
  | { kind: 'move_refused'; name: string; to: string; code: ErrorCode }
  | { kind: 'refused'; code: ErrorCode };

export type Notice = NoticeFact & { id: number };

/** More would hide the windows; the oldest without a draft gives way. */
const NOTICES_MAX_COUNT = 4;

export const notices = signal<readonly Notice[]>([]);
let lastId = 0;

/** Shows a notice. */
export function notify(fact: NoticeFact): void {
  const same = notices.value.filter((notice) => notice.kind !== 'refused' || fact.kind !== 'refused' || notice.code !== fact.code);
  const all = [...same, { ...fact, id: ++lastId }];
  const surplus = all.length > NOTICES_MAX_COUNT ? all.find((notice) => notice.kind !== 'gone' || notice.draft === '') : undefined;
  notices.value = all.filter((notice) => notice !== surplus);
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** The chat is back: takes its notices away, and hands out what had been written and not sent, empty if nothing. */
export function reclaim(chatId: string): string {
  const back = notices.value.filter((notice) => notice.kind === 'gone' && notice.chatId === chatId);
  if (back.length === 0) return '';
  notices.value = notices.value.filter((notice) => !back.includes(notice));
  return back.map((notice) => (notice.kind === 'gone' ? notice.draft : '')).findLast((draft) => draft !== '') ?? '';
}

/** Takes away what is no longer so: the editor is available again. */
export function dismissBusy(): void {
  notices.value = notices.value.filter((notice) => notice.kind !== 'set_busy');
}
