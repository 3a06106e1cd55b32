// Commands that wait for their answer, in the order in which they were given. Knows no socket: the session says when to send them.

import { FRAME_MAX_BYTES } from '../shared/limits.ts';
import type { Answer } from '../shared/protocol.ts';

/** More than this at once would break the desk's rate limit after a reconnect. */
const PENDING_MAX_COUNT = 50;

interface Pending {
  text: string;
  resolve(answer: Answer): void;
}

export interface Commands {
  /** Keeps the command until it is answered. The answer is a refusal at once if it is too large or too many wait. */
  add(frame: { id: string }): { text: string | null; answer: Promise<Answer> };
  /** Hands an answer to the one who waits for it. */
  settle(answer: Answer): void;
  /** The frames that have no answer yet, oldest first. */
  unanswered(): string[];
  /** Answers all of them with `unavailable`: the session is over. */
  giveUp(): void;
}

export function createCommands(): Commands {
  const pending = new Map<string, Pending>();
  return {
    add(frame) {
      const text = JSON.stringify(frame);
      const tooLarge = new TextEncoder().encode(text).length > FRAME_MAX_BYTES;
      if (tooLarge) return { text: null, answer: Promise.resolve(ownRefusal(frame.id, 'too_large')) };
      if (pending.size >= PENDING_MAX_COUNT) return { text: null, answer: Promise.resolve(ownRefusal(frame.id, 'unavailable')) };
      const answer = new Promise<Answer>((resolve) => pending.set(frame.id, { text, resolve }));
      return { text, answer };
    },
    settle(answer) {
      if (answer.id === null) return;
      pending.get(answer.id)?.resolve(answer);
      pending.delete(answer.id);
    },
    unanswered: () => [...pending.values()].map((command) => command.text),
    giveUp() {
      for (const [id, command] of pending) command.resolve(ownRefusal(id, 'unavailable'));
      pending.clear();
    },
  };
}

/** A refusal that the client gives itself, in the shape of the desk's. */
export function ownRefusal(id: string, code: 'too_large' | 'unavailable'): Answer {
  return { type: 'error', id, code, message: 'The command was not sent.' };
}
