// The last line of an ended chat: who or what ended it, and when.

import type { EndReason } from '../../shared/model.ts';
import { clockTime, t, type Words } from '../language.ts';
import type { WindowView } from '../state/desk.ts';

const WORDS = {
  customer_ended: 'endCustomer',
  editor_ended: 'endEditor',
  silent: 'endSilent',
  idle: 'endIdle',
  customer_left: 'endCustomerLeft',
  queue_left: 'endOther',
  queue_abandoned: 'endOther',
  queue_closed: 'endOther',
  editor_lost: 'endEditorLost',
  moved: 'endMoved',
  chatflow_removed: 'endOther',
  erased: 'endOther',
} as const satisfies Record<EndReason, keyof Words>;

export function EndLine({ window }: { window: WindowView }) {
  const time = window.endedAt === null ? '' : clockTime(window.endedAt);
  return <p class="system">{t(window.endReason === null ? 'endOther' : WORDS[window.endReason], { time })}</p>;
}
