// What has been written in one chat, as a client shows it: messages by seq without gaps or doubles, then what is on its way. Pure values.

import type { Author } from '../shared/model.ts';
import type { Answer, Message } from '../shared/protocol.ts';

/** One of the client's own messages that has not come back from the desk yet. */
export interface Outgoing {
  commandId: string;
  text: string;
  state: 'sending' | 'not_sent';
}

export interface Transcript {
  /** Dense from seq 1. */
  readonly messages: readonly Message[];
  /** Came before one that should stand in front of them. */
  readonly early: readonly Message[];
  readonly outgoing: readonly Outgoing[];
}

export const EMPTY_TRANSCRIPT: Transcript = { messages: [], early: [], outgoing: [] };

/** The seq to name in hello: everything up to it is here. */
export function lastSeq(transcript: Transcript): number {
  return transcript.messages.length;
}

/** Whether something is missing in the middle; a reconnect with {@link lastSeq} brings it. */
export function hasGap(transcript: Transcript): boolean {
  return transcript.early.length > 0;
}

/** Takes messages in, in any order and however often; an outgoing one that they bring back is done. */
export function withMessages(transcript: Transcript, arrived: readonly Message[]): Transcript {
  const messages = [...transcript.messages];
  const waiting = new Map([...transcript.early, ...arrived].map((message) => [message.seq, message]));
  for (let next = waiting.get(messages.length + 1); next; next = waiting.get(messages.length + 1)) messages.push(next);
  const added = new Set(messages.slice(transcript.messages.length).map((message) => message.commandId));
  return {
    messages,
    early: [...waiting.values()].filter((message) => message.seq > messages.length),
    outgoing: transcript.outgoing.filter((entry) => !added.has(entry.commandId)),
  };
}

/** A message goes out, for the first time or (same id) again. */
export function withOutgoing(transcript: Transcript, commandId: string, text: string): Transcript {
  const others = transcript.outgoing.filter((entry) => entry.commandId !== commandId);
  return { ...transcript, outgoing: [...others, { commandId, text, state: 'sending' }] };
}

/** An outgoing message goes on under another id, in its place. */
export function withNewId(transcript: Transcript, commandId: string, newId: string): Transcript {
  const outgoing = transcript.outgoing.map((entry) => (entry.commandId === commandId ? { ...entry, commandId: newId } : entry));
  return { ...transcript, outgoing };
}

/** Nothing is on its way any more: what was, was not sent. */
export function withNothingOnItsWay(transcript: Transcript): Transcript {
  return { ...transcript, outgoing: transcript.outgoing.map((entry): Outgoing => ({ ...entry, state: 'not_sent' })) };
}

/** What the desk said to it: stored (its seq and time stand in the answer) or refused. */
export function withAnswer(transcript: Transcript, answer: Answer, author: Author): Transcript {
  const entry = transcript.outgoing.find((candidate) => candidate.commandId === answer.id);
  if (!entry) return transcript;
  if (answer.type === 'error') {
    const outgoing = transcript.outgoing.map((other): Outgoing => (other === entry ? { ...entry, state: 'not_sent' } : other));
    return { ...transcript, outgoing };
  }
  const { seq, at } = answer;
  if (seq === undefined || at === undefined) return transcript;
  return withMessages(transcript, [{ seq, author, text: entry.text, at, commandId: entry.commandId }]);
}

/** Gives an outgoing message up: it is taken out. */
export function withoutOutgoing(transcript: Transcript, commandId: string): Transcript {
  return { ...transcript, outgoing: transcript.outgoing.filter((entry) => entry.commandId !== commandId) };
}
