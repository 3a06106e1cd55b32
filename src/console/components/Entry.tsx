// One line of a transcript. Drawn again only when it is another line: windows with a thousand of them stay quick.

import { Component } from 'preact';
import type { Message, Note } from '../../shared/protocol.ts';
import { clockTime, language, shortTime, t } from '../language.ts';
import { piecesOf } from '../state/links.ts';

interface MessageProps {
  message: Message;
  /** R1. The chat's response time, at the message that ended it. */
  responseMs: number | null;
  /** Whose screen it is: one's own name need not be read at every line. */
  ownName: string;
}

export class MessageEntry extends Component<MessageProps> {
  #language = language.peek();

  override shouldComponentUpdate(next: MessageProps): boolean {
    return next.message !== this.props.message || next.responseMs !== this.props.responseMs || this.#language !== language.peek();
  }

  override render({ message, responseMs, ownName }: MessageProps) {
    this.#language = language.value;
    if (message.author === 'system') return <p class="system">{t('deskSaid', { text: message.text })}</p>;
    return (
      <div class="entry" data-author={message.author}>
        <p class="bubble" dir="auto">
          <MessageText text={message.text} />
        </p>
        <p class="entry-foot">
          {message.author === 'editor' && message.name !== undefined && message.name !== ownName && <bdi>{message.name} · </bdi>}
          {clockTime(message.at)}
          {responseMs !== null && ` · ${t('responseTime', { time: shortTime(responseMs) })}`}
        </p>
      </div>
    );
  }
}

/** What a colleague wrote for colleagues (S5). */
export function NoteEntry({ note }: { note: Note }) {
  return (
    <div class="note">
      <p class="note-head">
        <strong>{t('noteFrom', { name: note.fromName })}</strong> {clockTime(note.at)}
      </p>
      <p dir="auto">{note.text}</p>
      <p class="note-foot">{t('noteInternal')}</p>
    </div>
  );
}

/** Text with its addresses as links; never HTML. */
export function MessageText({ text }: { text: string }) {
  return (
    <>
      {piecesOf(text).map((piece, index) =>
        piece.href === null ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
