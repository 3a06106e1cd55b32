// The foot of an ended chat (P11): one large button that frees the place, and what the next step is.

import { useState } from 'preact/hooks';
import type { DeskConnection } from '../desk/connection.ts';
import { doneOrTold, drafts } from '../desk/desks.ts';
import { shortTime, t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { ownEditor } from '../state/standing.ts';
import { nowAt } from '../time.ts';
import { CopyDraft } from './CopyDraft.tsx';

export function EndedFoot({ desk, window }: { desk: DeskConnection; window: WindowView }) {
  const [closing, setClosing] = useState(false);
  const draft = drafts.read(window.chatId);
  const view = desk.view.value;
  const waiting = view?.desk.queue.waiting ?? 0;
  const takesNext = waiting > 0 && view !== null && ownEditor(view)?.status === 'available';

  async function close(): Promise<void> {
    if (closing) return;
    setClosing(true);
    drafts.write(window.chatId, '');
    doneOrTold(await desk.send({ type: 'close', chatId: window.chatId }));
    setClosing(false);
  }

  return (
    <div class="ended-foot">
      {draft !== '' && <CopyDraft draft={draft} />}
      <button type="button" class="primary large close-window" aria-disabled={closing} onClick={() => void close()}>
        {takesNext ? t('closeAndNext') : t('closeWindow')}
      </button>
      <p class="soft">{waiting > 0 ? <QueueWords desk={desk} /> : t('nobodyWaiting')}</p>
    </div>
  );
}

function QueueWords({ desk }: { desk: DeskConnection }) {
  const queue = desk.view.value?.desk.queue;
  if (!queue) return null;
  const words = t('waiting', { count: queue.waiting });
  return <>{queue.longestSince === null ? words : `${words} · ${t('longest', { time: shortTime(nowAt(desk) - queue.longestSince) })}`}</>;
}
