// Everything that was written in a chat, in order, with what only editors see set apart. Stays at the end unless the editor has scrolled up.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskConnection } from '../desk/connection.ts';
import { clockTime, shortTime, t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { entriesOf } from '../state/entries.ts';
import { responseTime } from '../state/standing.ts';
import { nowAt } from '../time.ts';
import { EndLine } from './EndLine.tsx';
import { MessageEntry, NoteEntry } from './Entry.tsx';
import { OutgoingEntry } from './OutgoingEntry.tsx';

const NEAR_END_PX = 40;

export function Transcript({ desk, window, name }: { desk: DeskConnection; window: WindowView; name: string }) {
  const { element, below, follow } = useFollowedEnd(window);
  const answered = responseTime(window.transcript);
  return (
    <div class="transcript">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="log" role="log" aria-label={t('transcriptOf', { name })} tabIndex={0} ref={element}>
        <div class="log-entries">
          <Opening window={window} />
          {entriesOf(window).map((entry) =>
            entry.kind === 'note' ? (
              <NoteEntry key={entry.note.noteId} note={entry.note} />
            ) : (
              <MessageEntry
                key={entry.message.seq}
                message={entry.message}
                ownName={desk.ownName.value}
                responseMs={answered?.seq === entry.message.seq ? answered.ms : null}
              />
            ),
          )}
          {window.transcript.outgoing.map((outgoing) => (
            <OutgoingEntry key={outgoing.commandId} desk={desk} chatId={window.chatId} outgoing={outgoing} />
          ))}
          {window.state === 'ended' && <EndLine window={window} />}
        </div>
      </div>
      {window.state === 'assigned' && <Coming desk={desk} window={window} />}
      {below && (
        <button type="button" class="to-end" onClick={follow}>
          {t('newMessages')} ↓
        </button>
      )}
    </div>
  );
}

/** The click and the welcome text (P6), folded away: the editor knows it by heart. */
function Opening({ window }: { window: WindowView }) {
  const name = window.customer.name.trim() || t('theCustomer');
  const time = clockTime(window.startedAt);
  const [first] = window.transcript.messages;
  const welcome = first?.author === 'system' ? first.text : null;
  return (
    <div class="system">
      {welcome === null ? (
        <p>{t('clicked', { name, time })}</p>
      ) : (
        <details>
          <summary>{t('clickedWelcome', { name, time })}</summary>
          <p>{welcome}</p>
        </details>
      )}
      {window.queuedMs >= 1_000 && <p>{t('queuedFor', { time: shortTime(window.queuedMs) })}</p>}
    </div>
  );
}

/** P5, P7. Below the log, so that it is not read out at every key: the question that is coming, and who is writing. */
function Coming({ desk, window }: { desk: DeskConnection; window: WindowView }) {
  if (window.firstMessageAt === null) {
    const text = t('questionOnItsWay', { time: shortTime(nowAt(desk) - window.startedAt) });
    const preview = window.typing?.text ?? '';
    return <p class="coming">{preview === '' ? text : typingWords(preview)}</p>;
  }
  return <p class="coming typing">{window.typing === null ? '' : `${t('theCustomer')} ${typingWords(window.typing.text)}`}</p>;
}

function typingWords(preview: string): string {
  return preview === '' ? t('typing') : t('typingPreview', { text: preview });
}

/** Keeps the end of the log in sight when something is added or the box changes its size, unless the editor is reading further up. */
function useFollowedEnd(window: WindowView) {
  const element = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [below, setBelow] = useState(false);
  const count = window.transcript.messages.length + window.transcript.outgoing.length + window.notes.length;
  const follow = () => {
    const log = element.current;
    if (log) log.scrollTop = log.scrollHeight;
    following.current = true;
    setBelow(false);
  };
  useLayoutEffect(() => {
    if (following.current) follow();
    else setBelow(true);
  }, [count, window.state]);
  useLayoutEffect(() => {
    const log = element.current;
    if (!log) return;
    const onScroll = () => {
      following.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
      if (following.current) setBelow(false);
    };
    const sized = new ResizeObserver(() => following.current && follow());
    log.addEventListener('scroll', onScroll, { passive: true });
    sized.observe(log);
    return () => {
      log.removeEventListener('scroll', onScroll);
      sized.disconnect();
    };
  }, []);
  return { element, below, follow };
}
