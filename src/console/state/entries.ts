// The order of a transcript: messages by seq, and between them the notes of colleagues by their time. Pure.

import type { Message, Note } from '../../shared/protocol.ts';
import type { WindowView } from './desk.ts';

export type TranscriptEntry = { kind: 'message'; message: Message } | { kind: 'note'; note: Note };

/** Without the desk's first words: the window's opening line stands for them. A note stands before what was written after it. */
export function entriesOf(window: Pick<WindowView, 'transcript' | 'notes'>): TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  const notes = [...window.notes];
  for (const message of window.transcript.messages) {
    if (message.seq === 1 && message.author === 'system') continue;
    for (let note = notes[0]; note !== undefined && note.at <= message.at; note = notes[0]) {
      entries.push({ kind: 'note', note });
      notes.shift();
    }
    entries.push({ kind: 'message', message });
  }
  return [...entries, ...notes.map((note): TranscriptEntry => ({ kind: 'note', note }))];
}
