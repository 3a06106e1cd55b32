// One chat's window: who, where from, how it stands, what was written, and the editor's acts. Knows no other window.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskConnection } from '../desk/connection.ts';
import { customerName, desks, lookForCursor, newChats } from '../desk/desks.ts';
import { siblingName, siblingsOf } from '../desk/siblings.ts';
import { shortTime, t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { pathParts } from '../state/names.ts';
import { type Standing, standingOf } from '../state/standing.ts';
import { nowAt } from '../time.ts';
import { ClockBar, StandingChip } from './Clock.tsx';
import { Composer } from './Composer.tsx';
import { EndDialog } from './EndDialog.tsx';
import { EndedFoot } from './EndedFoot.tsx';
import { Transcript } from './Transcript.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { WindowWarnings } from './WindowWarnings.tsx';

export function ChatWindow({ desk, window, number }: { desk: DeskConnection; window: WindowView; number: number }) {
  const [question, setQuestion] = useState<'transfer' | 'end' | null>(null);
  const name = customerName(window.chatId, window.customer.name);
  const standing = standingOf(window);
  const live = window.state === 'assigned';
  const moving = window.movingTo !== null;
  const element = useKeptFocus(live && !moving);
  useEffect(() => {
    // After a reload in the middle of a move nobody has said yet what the other chatflow is called.
    if (moving && siblingName(window.movingTo) === '') void siblingsOf(desk.chatflowId);
  }, [moving]);
  return (
    <section
      class="window"
      ref={element}
      tabIndex={-1}
      data-standing={standing.kind}
      data-new={newChats.value.has(window.chatId)}
      aria-label={name}
    >
      <WindowHead desk={desk} window={window} number={number} name={name} standing={standing} />
      <ClockBar desk={desk} standing={standing} />
      <Transcript desk={desk} window={window} name={name} />
      {live && <WindowWarnings desk={desk} window={window} />}
      {live ? (
        <Composer
          desk={desk}
          window={window}
          name={name}
          standing={standing}
          onTransfer={() => setQuestion('transfer')}
          onEnd={() => setQuestion('end')}
        />
      ) : (
        <EndedFoot desk={desk} window={window} />
      )}
      {live && !moving && question === 'transfer' && (
        <TransferDialog desk={desk} window={window} name={name} onDone={() => setQuestion(null)} />
      )}
      {live && !moving && question === 'end' && <EndDialog desk={desk} window={window} name={name} onDone={() => setQuestion(null)} />}
    </section>
  );
}

/**
 * When the chat ends or goes under the editor's fingers, its input goes: the focus stays in the window, or else in its place, instead of
 * being lost. Never in another chat's input (T2), so that what is being typed reaches nobody else.
 */
function useKeptFocus(live: boolean) {
  const element = useRef<HTMLElement>(null);
  const focused = element.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!live && focused) element.current?.focus({ preventScroll: true });
    lookForCursor();
  }, [live]);
  useLayoutEffect(() => {
    const window = element.current;
    return () => {
      if (window?.contains(document.activeElement)) window.closest<HTMLElement>('.place')?.focus({ preventScroll: true });
      queueMicrotask(lookForCursor);
    };
  }, []);
  return element;
}

function WindowHead(props: { desk: DeskConnection; window: WindowView; number: number; name: string; standing: Standing }) {
  const { desk, window, number, name, standing } = props;
  return (
    <header class="window-head">
      <div class="window-line">
        {number <= 9 && <kbd>{t('goToWindow', { number })}</kbd>}
        <h2 class="window-name" title={window.customer.email ? `${name} · ${window.customer.email}` : name}>
          <bdi>{name}</bdi>
        </h2>
        <StandingChip desk={desk} standing={standing} />
      </div>
      <div class="window-line">
        {desks.value.length > 1 && <span class="desk-mark">{desk.name.value}</span>}
        <PageLine window={window} />
        {newChats.value.has(window.chatId) && <span class="new-mark">{t('newChat')}</span>}
        {window.held && window.state === 'assigned' && window.unansweredSince !== null && (
          <Waited desk={desk} sinceMs={window.unansweredSince} />
        )}
      </div>
    </header>
  );
}

function PageLine({ window }: { window: WindowView }) {
  const { page, pageTitle } = window.customer;
  const parts = pathParts(page);
  return (
    <p class="window-page" title={[pageTitle, page].filter((text) => text !== '').join('\n')}>
      <bdi>{parts.length > 0 ? parts.join(' › ') : t('startPage')}</bdi>
    </p>
  );
}

function Waited({ desk, sinceMs }: { desk: DeskConnection; sinceMs: number }) {
  return <span class="waited">{t('hasWaited', { time: shortTime(nowAt(desk) - sinceMs) })}</span>;
}
