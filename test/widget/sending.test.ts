// T11 as the customer's messages meet it: what a chat on its way does not take is sent again, once, in its order, where the chat then is.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterFrame, type CustomerDesk, NEW_CUSTOMER } from '../../src/client/customer-desk.ts';
import type { CommandOf } from '../../src/client/session.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import type { Answer, CustomerIn } from '../../src/shared/protocol.ts';
import { createSending } from '../../src/widget/sending.ts';

type Command = CommandOf<CustomerIn>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A customer in the chat k-1, and a desk whose answers the test gives: a code, or null for stored. */
function stage() {
  const sent: Command[] = [];
  const answers: ((answer: Answer) => void)[] = [];
  let seq = 0;
  let known: CustomerDesk = inChat(NEW_CUSTOMER, 'k-1');
  const sending = createSending({
    known: () => known,
    change: (next) => {
      known = next;
    },
    send(command) {
      sent.push(command);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  return {
    sending,
    known: () => known,
    hear(frame: Parameters<typeof afterFrame>[1]) {
      known = afterFrame(known, frame);
    },
    /** Answers the oldest command that has no answer yet. */
    async answer(code: ErrorCode | null) {
      const command = sent[sent.length - answers.length];
      const id = command?.id ?? 'end';
      if (code === null) seq++;
      answers.shift()?.(code === null ? { type: 'ok', id, now: 1, seq, at: seq } : { type: 'error', id, code, message: '' });
      await vi.advanceTimersByTimeAsync(0);
    },
    /** Texts (or the type) and chats of all that was sent. */
    sent: () =>
      sent.map((command) => [command.type === 'message' ? command.text : command.type, 'chatId' in command ? command.chatId : '']),
    ids: () => sent.map(({ id }) => id),
    outgoing: () => known.transcript.outgoing.map(({ text, state }) => [text, state]),
  };
}

function inChat(known: CustomerDesk, chatId: string): CustomerDesk {
  return afterFrame(known, { type: 'chat', chat: { chatId, state: 'assigned', startedAt: 1, lastSeq: 0 } });
}

const moved = {
  type: 'chat',
  chat: {
    chatId: 'k-1',
    state: 'ended',
    startedAt: 1,
    lastSeq: 0,
    endReason: 'moved',
    movedTo: { chatflowId: 'b', token: 't', chatId: 'there' },
  },
} as const;
const arrived = { type: 'chat', chat: { chatId: 'k-9', state: 'assigned', startedAt: 1, lastSeq: 0 } } as const;

describe('T11 a chat on its way', () => {
  it('T11 keeps what it refuses as being sent, and what is written after it behind it', async () => {
    const { sending, answer, sent, outgoing } = stage();
    sending.write('Ett');
    await answer('chat_moving');
    sending.write('Två');
    expect(sent()).toEqual([['Ett', 'k-1']]);
    expect(outgoing()).toEqual([
      ['Ett', 'sending'],
      ['Två', 'sending'],
    ]);
  });

  it('T11 where it then is, everything goes once, in its order, under new ids', async () => {
    const { sending, answer, sent, ids, outgoing, hear } = stage();
    sending.write('Ett');
    await answer('chat_moving');
    hear(moved);
    sending.write('Två');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent()).toHaveLength(1);
    hear(arrived);
    sending.release();
    sending.write('Tre');
    for (let left = 0; left < 3; left++) await answer(null);
    expect(sent()).toEqual([
      ['Ett', 'k-1'],
      ['Ett', 'k-9'],
      ['Två', 'k-9'],
      ['Tre', 'k-9'],
    ]);
    expect(new Set(ids()).size).toBe(4);
    expect(outgoing()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(4);
  });

  it('T11 a message without an answer when the customer was sent on goes again, unless the chat brought it along', async () => {
    const { sending, answer, sent, ids, hear, known } = stage();
    sending.write('Lagrat');
    sending.write('Inte lagrat');
    hear(moved);
    await answer('unavailable');
    await answer('unavailable');
    hear(arrived);
    hear({ type: 'message', chatId: 'k-9', message: { seq: 1, author: 'customer', text: 'Lagrat', at: 1, commandId: ids()[0] ?? '' } });
    sending.release();
    expect(sent().slice(2)).toEqual([['Inte lagrat', 'k-9']]);
    expect(known().transcript.messages.map(({ text }) => text)).toEqual(['Lagrat']);
  });

  it('T11 the move came to nothing: the same chat takes it a little later', async () => {
    const { sending, answer, sent, outgoing } = stage();
    sending.write('Ett');
    await answer('chat_moving');
    await vi.advanceTimersByTimeAsync(2_000);
    await answer('chat_moving');
    await vi.advanceTimersByTimeAsync(2_000);
    await answer(null);
    expect(sent()).toEqual([
      ['Ett', 'k-1'],
      ['Ett', 'k-1'],
      ['Ett', 'k-1'],
    ]);
    expect(outgoing()).toEqual([]);
  });

  it('T11, E1: who ends the chat while it is on its way has ended it where it arrives', async () => {
    const { sending, answer, sent, hear } = stage();
    sending.end();
    await answer('chat_moving');
    hear(moved);
    hear(arrived);
    sending.release();
    await answer(null);
    expect(sent()).toEqual([
      ['end', 'k-1'],
      ['end', 'k-9'],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(2);
  });
});

describe('any other refusal', () => {
  it('E2 stays as not sent, and goes again under another id only when the customer says so', async () => {
    const { sending, answer, sent, ids, known, outgoing } = stage();
    sending.write('Ett');
    await answer('rate_limited');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outgoing()).toEqual([['Ett', 'not_sent']]);
    sending.retry(known().transcript.outgoing[0]?.commandId ?? '');
    await answer(null);
    expect(sent()).toHaveLength(2);
    expect(new Set(ids()).size).toBe(2);
    expect(outgoing()).toEqual([]);
  });
});
