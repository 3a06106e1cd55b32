// A message of the editor's own that has not come back from the desk yet: on its way, or not sent.

import type { Outgoing } from '../../client/transcript.ts';
import type { DeskConnection } from '../desk/connection.ts';
import { t } from '../language.ts';
import { MessageText } from './Entry.tsx';

export function OutgoingEntry({ desk, chatId, outgoing }: { desk: DeskConnection; chatId: string; outgoing: Outgoing }) {
  const { commandId, text, state } = outgoing;
  const online = desk.link.value.state === 'open';
  return (
    <div class="entry" data-author="editor" data-state={state}>
      <p class="bubble" dir="auto">
        <MessageText text={text} />
      </p>
      {state === 'sending' ? (
        <p class="entry-foot">{online ? t('sending') : t('sendingOffline')}</p>
      ) : (
        <p class="entry-foot failed" role="alert">
          {t('notSent')}
          <button type="button" class="link" onClick={() => tryAgain(desk, chatId, outgoing)}>
            {t('retry')}
          </button>
          <button type="button" class="link" onClick={() => desk.discard(chatId, commandId)}>
            {t('discard')}
          </button>
        </p>
      )}
    </div>
  );
}

/** With a new id: the desk keeps its answer to the old one, and that answer was no. */
function tryAgain(desk: DeskConnection, chatId: string, { commandId, text }: Outgoing): void {
  desk.discard(chatId, commandId);
  void desk.write(chatId, text);
}
