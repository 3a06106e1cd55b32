/** @jsxImportSource ../jsx */
// What has been written, oldest first, and what is on its way. The panel sees to it that the newest stays in sight.

import type { Message } from '../../shared/protocol.ts';
import { piecesOf } from '../links.ts';
import { clockTime, type Ui } from '../ui.ts';

/** Messages of one author within this time share one line about who and when. */
const TOGETHER_MS = 120_000;

export function Messages({ ui }: { ui: Ui }) {
  const { t, known, customer, language } = ui;
  const { messages, outgoing } = known.transcript;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as the line above says
    <div class="log" role="log" aria-label={t('conversation')} tabIndex={0}>
      <ul>
        {messages.map((message, index) => {
          const { author, name = '', at, seq, text } = message;
          if (author === 'system') {
            return (
              <li key={seq} class="system">
                {text}
              </li>
            );
          }
          const mine = author === 'customer';
          const time = clockTime(at, language);
          return (
            <li key={message.commandId ?? seq} class={mine ? 'said mine' : 'said'}>
              <Text text={text} who={mine ? t('you') : name} />
              {!together(message, messages[index + 1]) && <span class="meta">{mine ? t('sentAt', { time }) : `${name} ${time}`}</span>}
            </li>
          );
        })}
        {outgoing.map(({ commandId, text, state }) => (
          <li key={commandId} class="said mine">
            <Text text={text} who={t('you')} />
            {state === 'sending' ? (
              <span class="meta">{t('sending')}</span>
            ) : (
              <span class="meta error">
                {t('notSent')}{' '}
                <button type="button" class="link" onClick={() => customer.retry(commandId)}>
                  {t('tryAgain')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function together(message: Message, next: Message | undefined): boolean {
  return next?.author === message.author && next.name === message.name && next.at - message.at < TOGETHER_MS;
}

/** Text is text: addresses become links, nothing becomes markup. */
function Text({ text, who }: { text: string; who: string }) {
  return (
    <p>
      <span class="hidden">{who}: </span>
      {piecesOf(text).map((piece, index) =>
        index % 2 ? (
          <a href={piece} target="_blank" rel="noopener noreferrer nofollow">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </p>
  );
}
