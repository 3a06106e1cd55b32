// L over real sockets: editors and customers who vanish, come back in time, come back too late, or leave for good.

import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, test, vi } from 'vitest';
import { TestDesk } from '../support/desk-client.ts';

const misses = (desk: TestDesk, editorId: string) =>
  desk.query('SELECT misses_in_a_row AS misses, status, connected FROM editors WHERE editor_id = ?', editorId).then(([row]) => row);

describe('lost connections', () => {
  test('L1: two devices are one editor; with the first closed nothing is lost, and both get every frame', async () => {
    const desk = await TestDesk.create({}, [2]);
    const laptop = await desk.available('e1');
    const phone = await desk.editor('e1');
    const customer = await desk.started();
    expect((await laptop.next('window')).window.chatId).toBe(customer.chatId);
    expect((await phone.next('window')).window.chatId).toBe(customer.chatId);
    laptop.socket.close(1000);
    await phone.settled();
    expect(await misses(desk, 'e1')).toMatchObject({ connected: 1, status: 'available' });
    await desk.started();
    expect((await phone.next('window')).window.place).toBe(1);
  });

  test('L1: an editor who is silent for 150 seconds is found lost by the alarm', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await customer.next('chat');
    desk.pass(150);
    customer.send({ type: 'tick' });
    await desk.alarm();
    expect((await customer.next('chat', ({ chat }) => chat.editorAway === true)).chat.state).toBe('assigned');
    expect(await misses(desk, 'e1')).toMatchObject({ connected: 0, status: 'available' });
    expect(editor.closedWith).toBeUndefined();
  });

  test('L1: the heartbeat that the platform answers for a sleeping desk counts as being heard', async () => {
    const desk = await TestDesk.create({}, []);
    // The platform stamps heartbeats by the real clock, so this desk lives close to it.
    vi.setSystemTime(vi.getRealSystemTime() - 100_000);
    await desk.stub.putEditor({ editorId: 'e1', name: 'Editor 1', maxChats: 1 });
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await evictDurableObject(desk.stub);
    await editor.beat();
    desk.pass(151);
    await customer.settled();
    await desk.alarm();
    expect(await misses(desk, 'e1')).toMatchObject({ connected: 1 });
  });

  test('L1: an idle desk with editors on it plans nothing to wake for', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    await desk.available('e1');
    await desk.available('e2');
    expect(await desk.alarmAt()).toBeNull();
  });

  test('L2 and L3: within the grace coming back restores everything; a deadline that passes meanwhile moves the chat without a miss', async () => {
    const desk = await TestDesk.create({ editorGraceSeconds: 45 }, [2, 1]);
    const first = await desk.available('e1');
    const [stays, moves] = [await desk.started(), await desk.started()];
    const second = await desk.available('e2');
    await moves.ask({ type: 'message', chatId: moves.chatId, text: 'Hej?' });
    first.socket.close(1000);
    await moves.next('chat', ({ chat }) => chat.editorAway === true);
    expect((await desk.customer()).welcome.desk.state).toBe('open');
    desk.pass(30);
    await evictDurableObject(desk.stub);
    await desk.alarm();
    expect((await second.next('window')).window.chatId).toBe(moves.chatId);
    const back = await desk.editor('e1');
    expect(back.welcome.windows.map(({ chatId }) => chatId)).toEqual([stays.chatId]);
    expect(await misses(desk, 'e1')).toMatchObject({ connected: 1, status: 'available', misses: 0 });
  });

  test('L2: no new chat goes to an editor in the grace, and the desk is not closed by a blip', async () => {
    const desk = await TestDesk.create({ allowQueue: true });
    const editor = await desk.available('e1');
    const onlooker = await desk.customer();
    editor.socket.close(1000);
    expect((await onlooker.next('desk')).desk).toMatchObject({ state: 'full', canQueue: true });
    expect(await onlooker.ask({ type: 'start', join: true })).toMatchObject({ type: 'ok' });
    const back = await desk.editor('e1');
    expect(back.welcome.windows.length + back.all('window').length).toBe(1);
  });

  test('L3: after the grace the editor is busy and the chats go to the first who can take them, without a miss', async () => {
    const desk = await TestDesk.create({ editorGraceSeconds: 45 }, [1, 1]);
    const first = await desk.available('e1');
    const customer = await desk.started();
    first.socket.close(1000);
    await customer.next('chat', ({ chat }) => chat.editorAway === true);
    desk.pass(45);
    await desk.alarm();
    expect(await misses(desk, 'e1')).toMatchObject({ status: 'busy', misses: 0 });
    const second = await desk.available('e2');
    expect((await second.next('window')).window.chatId).toBe(customer.chatId);
    expect((await customer.next('chat', ({ chat }) => chat.editorName === 'Editor 2')).chat.editorAway).toBeUndefined();
  });

  test('L3: if nobody counts as available for 300 seconds the chat ends with editor_lost and the closed text', async () => {
    const desk = await TestDesk.create({
      silentStartSeconds: 0,
      editorGraceSeconds: 45,
      orphanSeconds: 300,
      texts: { sv: { closed: 'Stängt.' } },
    });
    const editor = await desk.available('e1');
    const customer = await desk.started();
    editor.socket.close(1000);
    await customer.next('chat', ({ chat }) => chat.editorAway === true);
    desk.pass(45);
    await desk.alarm();
    for (let seconds = 0; seconds < 300; seconds += 100) {
      desk.pass(100);
      // The customer is heard all the while: this is about the editor.
      await customer.settled();
      await evictDurableObject(desk.stub);
      await desk.alarm();
    }
    expect((await customer.next('chat', ({ chat }) => chat.state === 'ended')).chat.endReason).toBe('editor_lost');
    expect(customer.all('message').at(-1)?.message).toMatchObject({ author: 'system', text: 'Stängt.' });
  });

  test('L4, I1 and I2: an away customer comes back within the grace and has every message once, in order', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'ett' });
    customer.socket.close(1000);
    expect((await editor.next('window', ({ window }) => window.customerAwaySince !== null)).window.chatId).toBe(customer.chatId);
    for (const text of ['två', 'tre']) await editor.ask({ type: 'message', chatId: customer.chatId, text });
    desk.pass(299);
    await evictDurableObject(desk.stub);
    const back = await desk.customer(customer.welcome.token, { chatId: customer.chatId, lastSeq: 2 });
    expect(back.welcome.messages.map(({ seq, text }) => [seq, text])).toEqual([
      [3, 'två'],
      [4, 'tre'],
    ]);
    expect((await editor.next('window', ({ window }) => window.customerAwaySince === null)).window.lastSeq).toBe(4);
    const elsewhere = await desk.customer(customer.welcome.token, { chatId: 'another-chat', lastSeq: 99 });
    expect(elsewhere.welcome.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('L4: after 300 seconds away the chat ends with customer_left', async () => {
    const desk = await TestDesk.create({ silentStartSeconds: 0 });
    const editor = await desk.available('e1');
    const customer = await desk.started();
    customer.socket.close(1000);
    await editor.next('window', ({ window }) => window.customerAwaySince !== null);
    desk.pass(140);
    await editor.settled();
    desk.pass(160);
    await evictDurableObject(desk.stub);
    await desk.alarm();
    expect((await editor.next('window', ({ window }) => window.state === 'ended')).window.endReason).toBe('customer_left');
  });

  test('L5: who signs out is told, closed and gone; the chat goes on with the next editor, and the old ticket opens nothing', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    const first = await desk.available('e1');
    const customer = await desk.started();
    const second = await desk.available('e2');
    desk.pass(1);
    expect(await first.ask({ type: 'sign_out' })).toMatchObject({ type: 'ok' });
    expect(await first.next('bye')).toEqual({ type: 'bye', reason: 'signed_out', reconnect: false });
    expect((await first.closed()).code).toBe(4010);
    expect((await second.next('window')).window.chatId).toBe(customer.chatId);
    const again = await desk.open<{ type: 'hello' }, { type: 'bye'; reason: string }>('editor', first.welcome.ticket);
    again.send({ type: 'hello' });
    expect((await again.next('bye')).reason).toBe('unauthenticated');
    desk.pass(1);
    expect((await desk.editor('e1')).welcome.windows).toEqual([]);
  });

  test('L5: revoked sign-ins close every device at once, also asleep; the old ticket opens nothing, a new one finds the chat', async () => {
    const desk = await TestDesk.create({}, [1]);
    const devices = [await desk.available('e1'), await desk.editor('e1')];
    const customer = await desk.started();
    await evictDurableObject(desk.stub);
    desk.pass(1);
    expect(await desk.stub.revokeTickets('e1', Date.now())).toEqual({ ok: true, value: null });
    for (const device of devices) expect((await device.closed()).code).toBe(4001);
    const ticket = devices[0]?.welcome.ticket;
    const again = await desk.open<{ type: 'hello' }, { type: 'bye'; reason: string }>('editor', ticket);
    again.send({ type: 'hello' });
    expect((await again.next('bye')).reason).toBe('unauthenticated');
    desk.pass(1);
    expect((await desk.editor('e1')).welcome.windows.map(({ chatId }) => chatId)).toEqual([customer.chatId]);
    expect(await desk.stub.revokeTickets('e9', Date.now())).toMatchObject({ ok: false, code: 'not_found' });
  });

  test('L5: a removed editor is closed on every device at once, also asleep, and cannot come back', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    const devices = [await desk.available('e1'), await desk.editor('e1')];
    const customer = await desk.started();
    const second = await desk.available('e2');
    await evictDurableObject(desk.stub);
    expect(await desk.stub.removeEditor('e1')).toEqual({ ok: true, value: null });
    for (const device of devices) expect((await device.closed()).code).toBe(4003);
    expect((await second.next('window')).window.chatId).toBe(customer.chatId);
    expect(await desk.stub.ticket('e1')).toMatchObject({ ok: false, code: 'not_found' });
    expect((await desk.stub.desk()).ok && (await desk.query('SELECT editor_id AS id FROM editors'))).toEqual([{ id: 'e2' }]);
    expect(await desk.stub.removeEditor('e1')).toEqual({ ok: true, value: null });
  });
});
