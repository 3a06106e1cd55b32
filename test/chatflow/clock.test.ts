// C: the clock, the one alarm, and what an outage of ours does.

import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { TestDesk } from '../support/desk-client.ts';

const nextDueAt = (desk: TestDesk) => desk.query('SELECT MIN(due_at) AS due FROM deadlines').then(([row]) => row?.due);

describe('the clock', () => {
  test('C1: what became due while nothing ran takes effect in its own order, as of its own time', async () => {
    const desk = await TestDesk.create({ transferAfterSeconds: 30, wrapUpSeconds: 20 }, [2, 1]);
    const first = await desk.available('e1');
    const [ended, asked] = [await desk.started(), await desk.started()];
    await desk.available('e2');
    await asked.ask({ type: 'message', chatId: asked.chatId, text: 'Hej?' });
    await ended.ask({ type: 'end', chatId: ended.chatId });
    desk.pass(50);
    await desk.alarm();
    await first.settled();
    expect(first.all('window_closed').map(({ chatId, cause }) => [chatId, cause])).toEqual([
      [ended.chatId, 'wrap_up'],
      [asked.chatId, 'transferred'],
    ]);
    const [moved] = await desk.query("SELECT at FROM moments WHERE kind = 'move'");
    const [question] = await desk.query("SELECT at FROM moments WHERE kind = 'first_message'");
    expect(Number(moved?.at) - Number(question?.at)).toBe(30_000);
  });

  test('C2 and I10: while something is due an alarm stands that is not later, and an early one changes nothing', async () => {
    const desk = await TestDesk.create({ allowQueue: true }, [1, 1]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    const check = async () => expect(Number(await desk.alarmAt())).toBeLessThanOrEqual(Number(await nextDueAt(desk)));
    await check();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
    await check();
    await editor.ask({ type: 'focus', chatId: customer.chatId, on: true });
    await check();
    const framesCount = editor.heard.length;
    await runInDurableObject(desk.stub, (object) => object.alarm());
    await check();
    await evictDurableObject(desk.stub);
    customer.socket.close(1000);
    await editor.next('window', ({ window }) => window.customerAwaySince !== null);
    await check();
    expect(editor.heard.length - framesCount).toBe(1);
  });

  test('C2: an alarm that breaks does not throw, changes nothing, and stands again soon', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej?' });
    const second = await desk.available('e2');
    desk.pass(30);
    await desk.query('ALTER TABLE moments RENAME TO moments_away');
    expect(await desk.alarm()).toBe(true);
    expect(await desk.query('SELECT owner_id AS owner FROM chats')).toEqual([{ owner: 'e1' }]);
    expect(Number(await desk.alarmAt()) - Date.now()).toBe(1_000);
    await desk.query('ALTER TABLE moments_away RENAME TO moments');
    desk.pass(1);
    expect(await desk.alarm()).toBe(true);
    expect((await second.next('window')).window.chatId).toBe(customer.chatId);
  });

  test('C3: after an outage in which every socket was lost nobody was late: chats and places stand, and graces begin anew', async () => {
    const desk = await TestDesk.create({ allowQueue: true, editorGraceSeconds: 45, queueGraceSeconds: 120 });
    await desk.available('e1');
    const served = await desk.started();
    const waiting = await desk.started(true);
    await runInDurableObject(desk.stub, (_object, state) => state.storage.deleteAlarm());
    // The object is dropped with all sockets and no close is reported, as in a crash.
    await abortAllDurableObjects();
    desk.pass(600);
    const fresh = new TestDesk(desk.stub.id);
    expect((await fresh.stub.desk()).ok).toBe(true);
    expect(await fresh.query('SELECT state, customer_away_since AS away FROM chats ORDER BY started_at, join_seq')).toEqual([
      { state: 'assigned', away: Date.now() },
      { state: 'waiting', away: Date.now() },
    ]);
    expect(await fresh.query('SELECT status, connected, disconnected_at AS at FROM editors')).toEqual([
      { status: 'available', connected: 0, at: Date.now() },
    ]);
    fresh.pass(44);
    const editor = await fresh.editor('e1');
    expect(editor.welcome.windows.map(({ chatId }) => chatId)).toEqual([served.chatId]);
    const back = await fresh.customer(waiting.welcome.token);
    expect(back.welcome.chat).toMatchObject({ state: 'waiting', place: 1 });
  });

  test('C4: a running deadline keeps its length when the setting changes; the next one uses the new value', async () => {
    const desk = await TestDesk.create({ transferAfterSeconds: 30 }, [2]);
    const editor = await desk.available('e1');
    const [before, after] = [await desk.started(), await desk.started()];
    await before.ask({ type: 'message', chatId: before.chatId, text: 'Hej?' });
    const { window } = await editor.next('window', ({ window }) => window.transferAt !== null);
    const read = await desk.stub.readSettings();
    if (!read.ok) throw new Error(read.code);
    await desk.stub.changeSettings({ ...read.value.settings, transferAfterSeconds: 10 }, read.value.revision, { kind: 'operator', id: '' });
    await after.ask({ type: 'message', chatId: after.chatId, text: 'Hej?' });
    const next = await editor.next('window', (frame) => frame.window.chatId === after.chatId && frame.window.transferAt !== null);
    expect([window.transferMs, next.window.transferMs]).toEqual([30_000, 10_000]);
    const due = await desk.query("SELECT id, due_at AS due FROM deadlines WHERE kind = 'transfer' ORDER BY due_at");
    expect(due).toEqual([
      { id: after.chatId, due: next.window.transferAt },
      { id: before.chatId, due: window.transferAt },
    ]);
  });
});
