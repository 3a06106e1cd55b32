// T over real sockets: the clock, focus, and the chat that moves; with an object that is put to sleep before the deadline, and alarms that
// come twice, late or never.

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { type Customer, type Editor, TestDesk } from '../support/desk-client.ts';

/** An editor `e1` who has a chat with a question in it, and `e2` with a free slot. */
async function asked(): Promise<{ desk: TestDesk; first: Editor; second: Editor; customer: Customer & { chatId: string } }> {
  const desk = await TestDesk.create({ transferAfterSeconds: 30 }, [1, 1]);
  const first = await desk.available('e1');
  const customer = await desk.started();
  const second = await desk.available('e2');
  await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
  return { desk, first, second, customer };
}

/** Ways in which a deadline can be brought to the desk once it has passed. */
const WAYS: [string, (desk: TestDesk, customer: Customer) => Promise<unknown>][] = [
  ['the alarm', (desk) => desk.alarm()],
  ['sleep, then the alarm', (desk) => evictDurableObject(desk.stub).then(() => desk.alarm())],
  ['the alarm twice', (desk) => desk.alarm().then(() => runInDurableObject(desk.stub, (object) => object.alarm()))],
  [
    'an alarm that is 20 seconds late',
    (desk) => {
      desk.pass(20);
      return desk.alarm();
    },
  ],
  [
    'no alarm: it was lost, and the next frame wakes the desk',
    async (desk, customer) => {
      await runInDurableObject(desk.stub, (_object, state) => state.storage.deleteAlarm());
      await evictDurableObject(desk.stub);
      customer.send({ type: 'tick' });
    },
  ],
];

describe('automatic transfer', () => {
  for (const [name, bring] of WAYS) {
    test(`T1, T5 and T8: after 30 seconds without focus the chat moves once, with its transcript; by ${name}`, async () => {
      const { desk, first, second, customer } = await asked();
      expect((await first.next('window', ({ window }) => window.transferAt !== null)).window).toMatchObject({ transferMs: 30_000 });
      desk.pass(29.999);
      await runInDurableObject(desk.stub, (object) => object.alarm());
      await first.settled();
      expect(first.all('window_closed')).toEqual([]);
      desk.pass(0.001);
      await bring(desk, customer);
      expect(await first.next('window_closed')).toMatchObject({ chatId: customer.chatId, cause: 'transferred', toName: 'Editor 2' });
      const { window, messages } = await second.next('window');
      expect(window).toMatchObject({ chatId: customer.chatId, place: 0, held: false });
      expect(messages?.map(({ seq, text }) => [seq, text])).toEqual([
        [1, expect.any(String)],
        [2, 'Hej?'],
      ]);
      await first.settled();
      await second.settled();
      expect([first.all('window_closed').length, second.all('window').filter(({ messages }) => messages).length]).toEqual([1, 1]);
      expect(await desk.query('SELECT editor_id AS id, misses_in_a_row AS misses FROM editors')).toEqual([
        { id: 'e1', misses: 1 },
        { id: 'e2', misses: 0 },
      ]);
    });
  }

  test('T8 and C1: focus exactly at the deadline is too late and is refused', async () => {
    const { desk, first, customer } = await asked();
    desk.pass(30);
    expect(await first.ask({ type: 'focus', chatId: customer.chatId, on: true })).toMatchObject({ type: 'error', code: 'chat_moved' });
    expect(await first.next('window_closed')).toMatchObject({ cause: 'transferred' });
  });

  test('T2: focus at the last moment ends the clock for good, also across sleep', async () => {
    const { desk, first, customer } = await asked();
    desk.pass(29.999);
    expect(await first.ask({ type: 'focus', chatId: customer.chatId, on: true })).toMatchObject({ type: 'ok' });
    expect((await first.next('window', ({ window }) => window.held)).window.transferAt).toBeNull();
    await first.ask({ type: 'focus', chatId: customer.chatId, on: false });
    await evictDurableObject(desk.stub);
    desk.pass(100);
    await desk.alarm();
    await first.settled();
    expect(first.all('window_closed')).toEqual([]);
    expect(await desk.query('SELECT owner_id AS owner FROM chats')).toEqual([{ owner: 'e1' }]);
  });

  test('T3: before the customer has written, no wait transfers the chat', async () => {
    const desk = await TestDesk.create({ silentStartSeconds: 0, transferAfterSeconds: 10 }, [1, 1]);
    const first = await desk.available('e1');
    await desk.started();
    const second = await desk.available('e2');
    desk.pass(140);
    await evictDurableObject(desk.stub);
    await desk.alarm();
    await first.settled();
    await second.settled();
    expect([first.all('window_closed').length, second.all('window').length]).toEqual([0, 0]);
  });

  test('T4: focus that stands when the message comes keeps the clock from starting; focus that came and went does not', async () => {
    const desk = await TestDesk.create({}, [2]);
    const editor = await desk.available('e1');
    const [held, passed] = [await desk.started(), await desk.started()];
    await editor.ask({ type: 'focus', chatId: held.chatId, on: true });
    await editor.ask({ type: 'focus', chatId: passed.chatId, on: true });
    await editor.ask({ type: 'focus', chatId: passed.chatId, on: false });
    for (const customer of [held, passed]) await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
    await editor.settled();
    const latest = (chatId: string) => editor.all('window').findLast(({ window }) => window.chatId === chatId)?.window;
    expect([latest(held.chatId)?.transferAt, latest(held.chatId)?.held]).toEqual([null, true]);
    expect([latest(passed.chatId)?.transferMs, latest(passed.chatId)?.held]).toEqual([30_000, false]);
  });

  test('T6: with nobody to take it the chat stays and is overdue; it moves as soon as an untried editor has a slot', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    const first = await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
    desk.pass(30);
    await evictDurableObject(desk.stub);
    await desk.alarm();
    expect((await first.next('window', ({ window }) => window.overdueSince !== null)).window.chatId).toBe(customer.chatId);
    expect(await desk.query("SELECT misses_in_a_row AS misses FROM editors WHERE editor_id = 'e1'")).toEqual([{ misses: 1 }]);
    const second = await desk.available('e2');
    expect((await second.next('window')).window.chatId).toBe(customer.chatId);
    expect((await first.next('window_closed')).cause).toBe('transferred');
    expect(await desk.query("SELECT misses_in_a_row AS misses FROM editors WHERE editor_id = 'e1'")).toEqual([{ misses: 1 }]);
  });

  test('T7: the first taker who is full reserves the next own slot, the second hears already_taken', async () => {
    const desk = await TestDesk.create({}, [1, 1, 1]);
    const first = await desk.available('e1');
    const overdue = await desk.started();
    const [second, third] = [await desk.available('e2'), await desk.available('e3')];
    const busy = [await desk.started(), await desk.started()];
    await overdue.ask({ type: 'message', chatId: overdue.chatId, text: 'Hej?' });
    desk.pass(30);
    await desk.alarm();
    expect(
      (await second.next('desk', ({ chats }) => chats?.some((chat) => chat.overdueSince !== null) ?? false)).chats?.[0]?.editorId,
    ).toBe('e1');
    expect(await second.ask({ type: 'take', chatId: overdue.chatId })).toMatchObject({ type: 'ok' });
    expect(await third.ask({ type: 'take', chatId: overdue.chatId })).toMatchObject({ type: 'error', code: 'already_taken' });
    expect((await first.next('window', ({ window }) => window.reservedForName !== null)).window.reservedForName).toBe('Editor 2');
    const ended = busy.find(({ chatId }) => second.all('window').some(({ window }) => window.chatId === chatId));
    await second.ask({ type: 'end', chatId: ended?.chatId ?? '' });
    await second.ask({ type: 'close', chatId: ended?.chatId ?? '' });
    expect((await second.next('window', ({ window }) => window.chatId === overdue.chatId)).window.state).toBe('assigned');
    expect((await first.next('window_closed')).cause).toBe('taken');
  });

  test('T9: a transfer by hand takes a note along that the customer never sees', async () => {
    const { first, second, customer } = await asked();
    expect(await first.ask({ type: 'transfer', chatId: customer.chatId, toEditorId: 'e2', note: 'ring kunden' })).toMatchObject({
      type: 'ok',
    });
    expect((await second.next('window')).notes?.map(({ text }) => text)).toEqual(['ring kunden']);
    await customer.settled();
    expect(JSON.stringify(customer.heard)).not.toContain('ring kunden');
  });

  test('T10: three misses in a row set the editor busy and say why', async () => {
    const desk = await TestDesk.create({ busyAfterMisses: 3 }, [3]);
    const editor = await desk.available('e1');
    for (let miss = 1; miss <= 3; miss++) {
      const customer = await desk.started();
      await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
      desk.pass(30);
      await desk.alarm();
    }
    const told = await editor.next('desk', ({ editors }) => editors?.some(({ status }) => status === 'busy') ?? false);
    expect(told.editors?.[0]).toMatchObject({ editorId: 'e1', statusCause: 'misses', missesInARow: 3 });
  });
});
