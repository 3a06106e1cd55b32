/** @jsxImportSource ./jsx */
// The panel's frame: the header with the one plain sentence, and the screen below it.

import { isLive } from '../client/customer-desk.ts';
import { Ask } from './parts.tsx';
import { ChatScreen, EndedChatScreen } from './screens/chat.tsx';
import { FormScreen } from './screens/form.tsx';
import { EndedScreen, LoadingScreen, NobodyScreen, WaitingScreen } from './screens/plain.tsx';
import type { Ui } from './ui.ts';
import { sentenceOf } from './view.ts';

export function Frame({ ui }: { ui: Ui }) {
  const { t, known, view, look } = ui;
  const name = known.chatflow?.name;
  const sentence = sentenceOf(known, view, look.lost, t);
  const live = isLive(known) && view !== 'gone';
  return (
    <>
      <header>
        <div>
          <h2>{name ?? sentence}</h2>
          {name && <p>{sentence}</p>}
        </div>
        {live && <IconButton label={t('minimise')} path="M5 12h14" onClick={ui.close} />}
        <IconButton
          label={t(live ? (view === 'waiting' ? 'leaveQueue' : 'endChat') : 'close')}
          path="M6 6l12 12M18 6L6 18"
          onClick={live ? () => ui.ask(true) : ui.close}
        />
      </header>
      <p class="hidden" role="status">
        {look.spoken}
      </p>
      <main key={view === 'queue' ? 'start' : view}>
        <Screen ui={ui} />
        {look.asking && <Ask ui={ui} />}
      </main>
    </>
  );
}

function IconButton({ label, path, onClick }: { label: string; path: string; onClick(): void }) {
  return (
    <button key={path} type="button" class="icon" aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

function Screen({ ui }: { ui: Ui }) {
  const { t, known, view } = ui;
  switch (view) {
    case 'loading':
      return <LoadingScreen />;
    case 'gone':
      return <NobodyScreen ui={ui} text={t('nowGone')} />;
    case 'start':
    case 'queue':
      return <FormScreen ui={ui} />;
    case 'busy':
    case 'closed':
      return <NobodyScreen ui={ui} text={known.chatflow?.texts[view]} />;
    case 'waiting':
      return <WaitingScreen ui={ui} />;
    case 'chat':
      return <ChatScreen ui={ui} />;
    case 'ended':
      // A chat in which nobody but the desk has written has nothing to read again.
      return known.transcript.messages.some((message) => message.author !== 'system') ? (
        <EndedChatScreen ui={ui} />
      ) : (
        <EndedScreen ui={ui} />
      );
  }
}
