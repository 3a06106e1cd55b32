// A chat that goes from one desk to another, told by two desks in memory: handed over once, twice, never, and while something else happens.

import { describe, expect, test } from 'vitest';
import { type Parcel, parcelOf } from '../../src/core/move.ts';
import type { Customer } from './people.ts';
import { Story } from './story.ts';

/** An editor `a` at the old desk with a chat in which the customer has asked, and the new desk. */
function scene(settings: ConstructorParameters<typeof Story>[0] = {}) {
  const old = new Story(settings);
  const fresh = new Story({}, true, 'elsewhere');
  const a = old.editor('a');
  const customer = old.asking('c');
  return { old, fresh, a, customer, chatId: customer.chatId };
}

function parcel(story: Story, chatId: string): Parcel {
  return parcelOf(story.desk, story.chat(chatId));
}

function accept(story: Story, chatId: string, moveId: string): void {
  story.run({ type: 'move.accepted', chatId, moveId, token: 'token-there', toChatId: 'there' });
}

describe('T11 a move', () => {
  test('T11 the new desk gets the transcript, the order and the running question; the old chat ends as moved, with the way on', () => {
    const { old, fresh, a, customer, chatId } = scene();
    a.write(chatId);
    customer.write();
    old.laterSeconds(5);
    expect(a.move(chatId, 'Gäller bygglov')).toEqual({ ok: true, chatId });
    expect(old.last.effects).toContainEqual({ kind: 'hand_over', chatId });
    const b = fresh.editor('b');
    fresh.now = old.now;
    const sent = parcel(old, chatId);
    const received = fresh.run({ type: 'chat.receive', parcel: sent });
    if (!received?.ok || !received.chatId) throw new Error('The new desk did not take the chat.');
    const there = fresh.chat(received.chatId);
    expect(there).toMatchObject({ state: 'assigned', ownerId: 'b', customerId: 'c', firstAssignedAt: sent.chat.firstAssignedAt });
    expect(there.transferDueAt).toBe(fresh.now + 30_000);
    const texts = (story: Story, id: string) => story.desk.messages(id, 0).map(({ seq, author, text }) => [seq, author, text]);
    expect(texts(fresh, received.chatId)).toEqual(texts(old, chatId));
    expect(fresh.desk.notes(received.chatId).map(({ text }) => text)).toEqual(['Gäller bygglov']);
    expect(b.told('window').at(-1)?.messages).toHaveLength(texts(old, chatId).length);

    accept(old, chatId, sent.moveId);
    expect(old.chat(chatId)).toMatchObject({ state: 'ended', endReason: 'moved', place: null, moving: null });
    expect(customer.told('chat').at(-1)?.chat.movedTo).toEqual({ chatflowId: 'elsewhere', token: 'token-there', chatId: 'there' });
    expect(a.told('window_closed').at(-1)).toMatchObject({ chatId, cause: 'moved' });
  });

  test('T11, R4: the response time runs on from the customer’s first message at the old desk', () => {
    const { old, fresh, a, customer, chatId } = scene();
    a.move(chatId);
    const b = fresh.editor('b');
    fresh.now = old.now + 20_000;
    const received = fresh.run({ type: 'chat.receive', parcel: parcel(old, chatId) });
    if (!received?.ok || !received.chatId) throw new Error('The new desk did not take the chat.');
    expect(customer.chatId).toBe(chatId);
    b.write(received.chatId);
    expect(fresh.measures(received.chatId)).toMatchObject({ responseMs: 20_000 });
  });

  test('T11 handed over twice it is there once, and the second time gets the first answer', () => {
    const { old, fresh, a, chatId } = scene();
    fresh.editor('b');
    a.move(chatId);
    const sent = parcel(old, chatId);
    const first = fresh.run({ type: 'chat.receive', parcel: sent });
    fresh.laterSeconds(3);
    expect(fresh.run({ type: 'chat.receive', parcel: sent })).toEqual(first);
    expect(fresh.desk.allChats()).toHaveLength(1);
    accept(old, chatId, sent.moveId);
    accept(old, chatId, sent.moveId);
    expect(old.moments('end', chatId)).toHaveLength(1);
  });

  test('T11 no answer: the chat stays, frozen, and is handed over again every three seconds', () => {
    const { old, a, customer, chatId } = scene({ idleEndSeconds: 180, customerGraceSeconds: 10 });
    a.move(chatId);
    customer.disconnect();
    for (let round = 0; round < 100; round += 1) {
      old.laterSeconds(3);
      expect(old.last.effects).toContainEqual({ kind: 'hand_over', chatId });
    }
    expect(old.chat(chatId)).toMatchObject({ state: 'assigned', moving: { chatflowId: 'elsewhere' } });
  });

  test('T11 what is done to a chat on its way is refused, and the answer lets it go on', () => {
    const { old, a, customer, chatId } = scene();
    const b = old.editor('b');
    a.move(chatId);
    const moving = { ok: false, code: 'chat_moving' };
    expect(customer.write()).toEqual(moving);
    expect(customer.end()).toEqual(moving);
    expect(a.write(chatId)).toEqual(moving);
    expect(a.end(chatId)).toEqual(moving);
    expect(a.transfer(chatId, b)).toEqual(moving);
    expect(a.move(chatId)).toEqual(moving);
    expect(old.run({ type: 'chat.erase', chatId })).toEqual(moving);
    old.run({ type: 'move.refused', chatId, moveId: parcel(old, chatId).moveId, code: 'desk_closed' });
    expect(a.told('move_refused').at(-1)).toMatchObject({ chatId, code: 'desk_closed' });
    expect(customer.write()).toMatchObject({ ok: true });
    expect(old.desk.deadline('move', chatId)).toBeUndefined();
    expect(old.desk.deadline('idle', chatId)).toBeDefined();
  });

  test('T11 refused while the customer was away: the grace begins anew, so that the chat is not stranded', () => {
    const { old, a, customer, chatId } = scene();
    a.move(chatId);
    customer.disconnect();
    old.laterSeconds(1);
    old.run({ type: 'move.refused', chatId, moveId: parcel(old, chatId).moveId, code: 'desk_closed' });
    expect(old.desk.deadline('customer_grace', chatId)).toBe(old.now + 300_000);
  });

  test('T11 the owner signs out meanwhile: nobody else gets the chat here while it may be there', () => {
    const { old, a, chatId } = scene();
    const b = old.editor('b');
    a.move(chatId);
    a.signOut(true);
    expect(old.chat(chatId)).toMatchObject({ state: 'ownerless', moving: { chatflowId: 'elsewhere' } });
    accept(old, chatId, parcel(old, chatId).moveId);
    expect(old.chat(chatId).endReason).toBe('moved');
    expect(b.told('window')).toEqual([]);
  });
});

describe('T11 the new desk', () => {
  test('T11 closed: refused', () => {
    const { old, fresh, a, chatId } = scene();
    fresh.busyEditor('b');
    a.move(chatId);
    expect(fresh.run({ type: 'chat.receive', parcel: parcel(old, chatId) })).toEqual({ ok: false, code: 'desk_closed' });
    expect(fresh.desk.allChats()).toEqual([]);
  });

  test('T11 the customer is live there already: refused', () => {
    const { old, fresh, a, chatId } = scene();
    fresh.editor('b');
    fresh.customer('c').start();
    a.move(chatId);
    expect(fresh.run({ type: 'chat.receive', parcel: parcel(old, chatId) })).toEqual({ ok: false, code: 'conflict' });
  });

  test('S4 a chat of another account is not taken', () => {
    const { old, fresh, a, chatId } = scene();
    fresh.editor('b');
    a.move(chatId);
    const foreign = { ...parcel(old, chatId), accountId: 'another' };
    expect(fresh.run({ type: 'chat.receive', parcel: foreign })).toEqual({ ok: false, code: 'not_found' });
  });

  test('T11, Q6: full, it waits ahead of the queue though queueing is off, and is never closed out of it', () => {
    const { old, a, chatId } = scene();
    const fresh = new Story({}, true, 'elsewhere');
    const b = fresh.editor('b', 1);
    const served = fresh.asking('c1');
    b.focus(served.chatId);
    const waiting: Customer = fresh.customer('c2');
    waiting.join();
    fresh.change({ allowQueue: false });
    a.move(chatId);
    fresh.now = old.now + 1_000;
    const received = fresh.run({ type: 'chat.receive', parcel: parcel(old, chatId) });
    if (!received?.ok || !received.chatId) throw new Error('The new desk did not take the chat.');
    expect(fresh.chat(received.chatId).state).toBe('ownerless');
    served.end();
    b.close(served.chatId);
    expect(fresh.chat(received.chatId)).toMatchObject({ state: 'assigned', ownerId: 'b' });
    expect(waiting.chat.state).toBe('waiting');
  });
});
