// Sends what the customer writes. What a chat on its way to another chatflow does not take (T11) is held back and sent again, once, in its
// order, where the chat then is. Knows no screen and no socket.

import { afterMessageAnswer, type CustomerDesk, isLive } from '../client/customer-desk.ts';
import type { CommandOf } from '../client/session.ts';
import { type Outgoing, withNewId, withOutgoing, withoutOutgoing } from '../client/transcript.ts';
import type { Answer, CustomerIn } from '../shared/protocol.ts';

/** The desk does not tell a customer that a move came to nothing: then the chat takes messages again. */
const AGAIN_MS = 2_000;

export interface SendingOptions {
  known(): CustomerDesk;
  change(next: CustomerDesk): void;
  send(command: CommandOf<CustomerIn>): Promise<Answer>;
}

export interface Sending {
  write(text: string): void;
  /** Once more, for a message that was not sent. */
  retry(commandId: string): void;
  /** Ends the chat, or leaves the line. */
  end(): void;
  /** The chat may take messages now: sends what was held back. */
  release(): void;
}

export function createSending({ known, change, send }: SendingOptions): Sending {
  const held = new Set<string>();
  let endWanted = false;
  let releasing = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  function firstHeld(): Outgoing | undefined {
    return known().transcript.outgoing.find(({ commandId }) => held.has(commandId));
  }

  /** Whether the chat is on its way, by what the desk answered; or the connection was given up for the sake of the move. */
  function isMoving(answer: Answer): boolean {
    return answer.type === 'error' && (answer.code === 'chat_moving' || (answer.code === 'unavailable' && !!known().chat?.movedTo));
  }

  function holdBack(): void {
    clearTimeout(again);
    again = setTimeout(() => void release(), AGAIN_MS);
  }

  /** False: held back. */
  async function deliver(commandId: string, text: string): Promise<boolean> {
    const { chat } = known();
    if (!chat) return true;
    const answer = await send({ type: 'message', id: commandId, chatId: chat.chatId, text });
    if (isMoving(answer)) {
      held.add(commandId);
      holdBack();
      return false;
    }
    change(afterMessageAnswer(known(), answer));
    return true;
  }

  async function release(): Promise<void> {
    if (releasing || known().chat?.movedTo) return;
    releasing = true;
    let through = true;
    for (let next = firstHeld(); next && through; next = firstHeld()) {
      held.delete(next.commandId);
      // The old id has its answer for good, and under it nothing was stored.
      const commandId = crypto.randomUUID();
      change({ ...known(), transcript: withNewId(known().transcript, next.commandId, commandId) });
      through = await deliver(commandId, next.text);
    }
    releasing = false;
    if (through && endWanted) await end();
  }

  async function end(): Promise<void> {
    const { chat } = known();
    endWanted = false;
    if (!chat || !isLive(known())) return;
    endWanted = !!chat.movedTo || isMoving(await send({ type: 'end', chatId: chat.chatId }));
    if (endWanted) holdBack();
  }

  function goOut(text: string): void {
    const commandId = crypto.randomUUID();
    const after = firstHeld() !== undefined || releasing || !!known().chat?.movedTo;
    if (after) held.add(commandId);
    change({ ...known(), transcript: withOutgoing(known().transcript, commandId, text) });
    if (!after) void deliver(commandId, text);
  }

  return {
    write(text) {
      if (known().chat) goOut(text);
    },
    retry(commandId) {
      const { chat, transcript } = known();
      const entry = transcript.outgoing.find((candidate) => candidate.commandId === commandId);
      if (!entry || !chat) return;
      // The desk refused that id for good; what it refused it did not store, so a new id cannot double the message.
      change({ ...known(), transcript: withoutOutgoing(transcript, commandId) });
      goOut(entry.text);
    },
    end: () => void end(),
    release: () => void release(),
  };
}
