// What a customer knows after frames and answers: the same chat goes on through reconnects, and no refusal loses what was filled in.

import { describe, expect, it } from 'vitest';
import {
  afterFrame,
  afterMessageAnswer,
  afterStart,
  type CustomerDesk,
  isLive,
  NEW_CUSTOMER,
  withoutChat,
  wrongField,
} from '../../src/client/customer-desk.ts';
import { withNewId, withNothingOnItsWay, withOutgoing } from '../../src/client/transcript.ts';
import type { ChatflowForCustomer, CustomerChat, CustomerOut, Message } from '../../src/shared/protocol.ts';

const CHATFLOW: ChatflowForCustomer = {
  name: 'Kundservice',
  language: 'sv',
  color: '#0b5a66',
  contactLink: '',
  privacyLink: '',
  retentionDays: 21,
  fields: { name: 'required', email: 'optional', question: 'optional' },
  typingPreview: false,
  texts: { welcome: 'a', queueWelcome: 'b', inQueue: 'c', queueClosed: 'd', busy: 'e', closed: 'f' },
};

const message = (seq: number, author: Message['author'] = 'editor'): Message => ({ seq, author, text: `${seq}`, at: seq });
const chat = (chatId: string, change: Partial<CustomerChat> = {}): CustomerChat => ({
  chatId,
  state: 'assigned',
  startedAt: 1,
  lastSeq: 0,
  ...change,
});

function welcome(theChat: CustomerChat | null, messages: Message[] = []): CustomerOut {
  return { type: 'welcome', now: 1, token: 't', chatflow: CHATFLOW, desk: { state: 'open', canQueue: false }, chat: theChat, messages };
}

const heard = (known: CustomerDesk, ...frames: CustomerOut[]) => frames.reduce(afterFrame, known);
const seqs = (known: CustomerDesk) => known.transcript.messages.map(({ seq }) => seq);

describe('frames', () => {
  it('I2, L4: a reconnect adds what was missed to what is there', () => {
    const known = heard(NEW_CUSTOMER, welcome(chat('k-1'), [message(1), message(2)]), welcome(chat('k-1'), [message(2), message(3)]));
    expect(seqs(known)).toEqual([1, 2, 3]);
    expect(known.transcript.messages[1]).toEqual(message(2));
  });

  it('another chat begins with an empty transcript', () => {
    const known = heard(NEW_CUSTOMER, welcome(chat('k-1'), [message(1)]), { type: 'chat', chat: chat('k-2') });
    expect(seqs(known)).toEqual([]);
    expect(seqs(heard(known, { type: 'message', chatId: 'k-1', message: message(1) }))).toEqual([]);
    expect(seqs(heard(known, { type: 'message', chatId: 'k-2', message: message(1) }))).toEqual([1]);
  });

  it('a chat that is gone while the customer was away is gone; one that ended before the eyes stays to be read', () => {
    const live = heard(NEW_CUSTOMER, welcome(chat('k-1'), [message(1)]));
    expect(heard(live, welcome(null)).chat).toBeNull();
    const ended = heard(live, { type: 'chat', chat: chat('k-1', { state: 'ended', endReason: 'idle' }) });
    expect(isLive(ended)).toBe(false);
    expect(seqs(heard(ended, welcome(null)))).toEqual([1]);
    expect(withoutChat(ended)).toMatchObject({ chat: null, transcript: { messages: [] } });
    expect(withoutChat(live)).toBe(live);
  });

  it('P5: an editor who is writing has stopped when the message is there', () => {
    const typing = heard(NEW_CUSTOMER, welcome(chat('k-1')), { type: 'typing', chatId: 'k-1', on: true });
    expect(typing.editorTyping).toBe(true);
    expect(heard(typing, { type: 'message', chatId: 'k-1', message: message(1, 'customer') }).editorTyping).toBe(true);
    expect(heard(typing, { type: 'message', chatId: 'k-1', message: message(1) }).editorTyping).toBe(false);
    expect(heard(typing, { type: 'chat', chat: chat('k-1', { state: 'ended' }) }).editorTyping).toBe(false);
    expect(heard(NEW_CUSTOMER, welcome(chat('k-1')), { type: 'typing', chatId: 'other', on: true }).editorTyping).toBe(false);
  });

  it('Q10, Q12: desk and texts change under open eyes', () => {
    const texts = { ...CHATFLOW.texts, busy: 'ny' };
    const known = heard(NEW_CUSTOMER, welcome(null), { type: 'desk', desk: { state: 'closed', canQueue: false } });
    expect(known.desk?.state).toBe('closed');
    expect(heard(known, { type: 'chatflow', chatflow: { ...CHATFLOW, texts } }).chatflow?.texts.busy).toBe('ny');
  });
});

describe('starting', () => {
  const filled: CustomerDesk = {
    ...heard(NEW_CUSTOMER, welcome(null)),
    starting: true,
    fields: { name: 'Kund 7', email: '', question: 'Hej' },
  };

  it.each([
    [
      { code: 'desk_full', canQueue: true },
      { state: 'full', canQueue: true },
    ],
    [
      { code: 'desk_full', canQueue: false },
      { state: 'full', canQueue: false },
    ],
    [{ code: 'queue_full' }, { state: 'full', canQueue: false }],
    [{ code: 'desk_closed' }, { state: 'closed', canQueue: false }],
    [{ code: 'rate_limited' }, { state: 'open', canQueue: false }],
  ] as const)('Q4: refused with %j the desk is %j, and nothing of the form is lost', (refusal, desk) => {
    const known = afterStart(filled, { type: 'error', id: 'a', message: '', ...refusal });
    expect(known).toMatchObject({ desk, starting: false, fields: filled.fields, refused: { code: refusal.code, field: null } });
  });

  it('Q4: a required field is found before anything is sent, and at the field when the desk finds it', () => {
    const known = afterStart(filled, { type: 'error', id: 'a', message: '', code: 'field_required', pointer: '/email' });
    expect(known.refused).toEqual({ code: 'field_required', field: 'email' });
    expect(wrongField(filled)).toBeNull();
    expect(wrongField({ ...filled, fields: { ...filled.fields, name: '  ' } })).toEqual({ field: 'name', code: 'field_required' });
    expect(wrongField({ ...filled, fields: { ...filled.fields, email: 'nej' } })).toEqual({ field: 'email', code: 'invalid' });
  });

  it('once the chat is there the question is not asked again', () => {
    const known = heard(filled, { type: 'chat', chat: chat('k-1', { state: 'waiting', place: 2 }) });
    expect(known).toMatchObject({ starting: false, refused: null, fields: { name: 'Kund 7', question: '' } });
    expect(isLive(known)).toBe(true);
  });
});

it('E2: a message that the desk refuses stays, marked as not sent', () => {
  const known = heard(NEW_CUSTOMER, welcome(chat('k-1')));
  const sending = { ...known, transcript: withOutgoing(known.transcript, 'c-1', 'hej') };
  const refused = afterMessageAnswer(sending, { type: 'error', id: 'c-1', code: 'chat_ended', message: '' });
  expect(refused.transcript.outgoing).toEqual([{ commandId: 'c-1', text: 'hej', state: 'not_sent' }]);
});

describe('T11 a chat that goes on at another chatflow', () => {
  const movedTo = { chatflowId: 'b', token: 'token-b', chatId: 'there' };
  const ended = chat('k-1', { state: 'ended', endReason: 'moved', endedAt: 9, lastSeq: 2, movedTo });
  const talking = heard(NEW_CUSTOMER, welcome(chat('k-1', { editorName: 'Anna' }), [message(1), message(2)]));

  it('T11 has not ended to the eye: it stands as it stood, with where it goes', () => {
    const known = heard(talking, { type: 'chat', chat: ended });
    expect(known.chat).toEqual({ ...talking.chat, movedTo });
    expect(isLive(known)).toBe(true);
    expect(seqs(known)).toEqual([1, 2]);
  });

  it('T11 a page that hears of it only when it comes back shows the same', () => {
    const known = heard(NEW_CUSTOMER, welcome(ended, [message(1), message(2)]));
    expect(known.chat).toEqual({ chatId: 'k-1', state: 'assigned', startedAt: 1, lastSeq: 2, movedTo });
    expect(seqs(known)).toEqual([1, 2]);
  });

  it('T11, I1: the other desk brings it under another id; what is still on its way is kept, what it brought is not doubled', () => {
    let known = heard(talking, { type: 'chat', chat: ended });
    known = { ...known, transcript: withOutgoing(withOutgoing(known.transcript, 'c-1', 'hej'), 'c-2', 'hallå') };
    known = heard(known, welcome(chat('k-9'), [message(1), message(2), { ...message(3, 'customer'), commandId: 'c-1' }]));
    expect(known.chat).toEqual(chat('k-9'));
    expect(seqs(known)).toEqual([1, 2, 3]);
    expect(known.transcript.outgoing).toEqual([{ commandId: 'c-2', text: 'hallå', state: 'sending' }]);
  });

  it('T11 on and back: each desk’s word is the next place', () => {
    let known = heard(talking, { type: 'chat', chat: ended }, welcome(chat('k-9'), [message(1), message(2)]));
    known = heard(known, {
      type: 'chat',
      chat: chat('k-9', { state: 'ended', endReason: 'moved', movedTo: { chatflowId: 'a', token: 'token-a', chatId: 'there' } }),
    });
    expect(known.chat?.movedTo?.chatflowId).toBe('a');
    known = heard(known, welcome(chat('k-10'), [message(1), message(2), message(3)]));
    expect(known.chat).toEqual(chat('k-10'));
    expect(seqs(known)).toEqual([1, 2, 3]);
  });

  it('T11 over before the customer came: what was said stays to be read, and nothing is left being sent', () => {
    let known = heard(talking, { type: 'chat', chat: ended });
    known = { ...known, transcript: withOutgoing(known.transcript, 'c-1', 'hej') };
    known = heard(known, welcome(null));
    expect(known.chat).toEqual({ chatId: '', state: 'ended', startedAt: 1, lastSeq: 0 });
    expect(seqs(known)).toEqual([1, 2]);
    expect(known.transcript.outgoing).toEqual([{ commandId: 'c-1', text: 'hej', state: 'not_sent' }]);
    expect(withoutChat(known).chat).toBeNull();
  });

  it('I2 a message keeps its place under a new id', () => {
    const both = withOutgoing(withOutgoing(talking.transcript, 'c-1', 'ett'), 'c-2', 'två');
    expect(withNewId(both, 'c-1', 'c-3').outgoing.map(({ commandId, text }) => [commandId, text])).toEqual([
      ['c-3', 'ett'],
      ['c-2', 'två'],
    ]);
    expect(withNothingOnItsWay(both).outgoing.map(({ state }) => state)).toEqual(['not_sent', 'not_sent']);
  });
});
