// What will happen to a live chat by time alone, said before it does: the customer is away (L4), silent (P10), or nobody writes (E4).

import type { DeskConnection } from '../desk/connection.ts';
import { shortTime, t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { nowAt } from '../time.ts';

/** P10. Said only in the last minute: before that it would be noise. */
const SILENT_NOTICE_MS = 60_000;

export function WindowWarnings({ desk, window }: { desk: DeskConnection; window: WindowView }) {
  const { customerAwaySince, silentEndsAt, idleEndsAt } = window;
  if (customerAwaySince === null && silentEndsAt === null && idleEndsAt === null) return null;
  const now = nowAt(desk);
  const warnings: string[] = [];
  if (customerAwaySince !== null) warnings.push(t('awayFor', { time: shortTime(now - customerAwaySince) }));
  if (silentEndsAt !== null && silentEndsAt - now < SILENT_NOTICE_MS)
    warnings.push(t('silentEnds', { time: shortTime(silentEndsAt - now) }));
  if (idleEndsAt !== null) warnings.push(t('idleEnds', { time: shortTime(idleEndsAt - now) }));
  if (warnings.length === 0) return null;
  return (
    <div class="warnings">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}
