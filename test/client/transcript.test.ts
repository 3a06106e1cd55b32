// What a chat shows, whatever order and however often the desk's frames come.

import { describe, expect, it } from 'vitest';
import { EMPTY_TRANSCRIPT, hasGap, lastSeq, withAnswer, withMessages, withOutgoing, withoutOutgoing } from '../../src/client/transcript.ts';
import type { Message } from '../../src/shared/protocol.ts';

function message(seq: number, commandId?: string): Message {
  return { seq, author: 'customer', text: `text ${seq}`, at: seq, ...(commandId ? { commandId } : {}) };
}

const seqs = (messages: readonly Message[]) => messages.map((entry) => entry.seq);

describe('transcript', () => {
  it('I2: is dense and rising whatever order the messages come in', () => {
    let transcript = withMessages(EMPTY_TRANSCRIPT, [message(1), message(4)]);
    expect(seqs(transcript.messages)).toEqual([1]);
    expect(hasGap(transcript)).toBe(true);
    transcript = withMessages(transcript, [message(3)]);
    expect(lastSeq(transcript)).toBe(1);
    transcript = withMessages(transcript, [message(2)]);
    expect(seqs(transcript.messages)).toEqual([1, 2, 3, 4]);
    expect(hasGap(transcript)).toBe(false);
  });

  it('I1: holds a message once, as it came first', () => {
    const first = withMessages(EMPTY_TRANSCRIPT, [message(1), message(2)]);
    const again = withMessages(first, [{ ...message(1), text: 'changed' }, message(2)]);
    expect(again.messages).toEqual(first.messages);
  });

  it('takes an outgoing message out when the desk brings it back', () => {
    const sending = withOutgoing(EMPTY_TRANSCRIPT, 'c-1', 'hej');
    const there = withMessages(sending, [message(1, 'c-1')]);
    expect(there.outgoing).toEqual([]);
    expect(seqs(there.messages)).toEqual([1]);
  });

  it('an answer is enough; the message itself may come before or after it, once is shown', () => {
    const sending = withOutgoing(EMPTY_TRANSCRIPT, 'c-1', 'hej');
    const ok = { type: 'ok', id: 'c-1', now: 9, seq: 1, at: 8 } as const;
    const answered = withAnswer(sending, ok, 'customer');
    expect(answered.messages).toEqual([{ seq: 1, author: 'customer', text: 'hej', at: 8, commandId: 'c-1' }]);
    expect(withMessages(answered, [message(1, 'c-1')]).messages).toHaveLength(1);
    expect(withAnswer(withMessages(sending, [message(1, 'c-1')]), ok, 'customer').messages).toHaveLength(1);
  });

  it('stays visible as outgoing while an earlier message is missing', () => {
    const sending = withOutgoing(EMPTY_TRANSCRIPT, 'c-1', 'hej');
    const early = withAnswer(sending, { type: 'ok', id: 'c-1', now: 9, seq: 2, at: 8 }, 'customer');
    expect(early.outgoing).toHaveLength(1);
    const whole = withMessages(early, [message(1)]);
    expect(seqs(whole.messages)).toEqual([1, 2]);
    expect(whole.outgoing).toEqual([]);
  });

  it('a refused message is kept as not sent, can go again, and can be given up', () => {
    const sending = withOutgoing(EMPTY_TRANSCRIPT, 'c-1', 'hej');
    const refused = withAnswer(sending, { type: 'error', id: 'c-1', code: 'rate_limited', message: '' }, 'customer');
    expect(refused.outgoing).toEqual([{ commandId: 'c-1', text: 'hej', state: 'not_sent' }]);
    expect(withOutgoing(refused, 'c-1', 'hej').outgoing).toEqual([{ commandId: 'c-1', text: 'hej', state: 'sending' }]);
    expect(withoutOutgoing(refused, 'c-1').outgoing).toEqual([]);
  });
});
