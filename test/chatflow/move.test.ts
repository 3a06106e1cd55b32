// T11 between two real objects over real sockets: an answer that never came, a desk that broke on the way, a kill in between.

import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test, vi } from 'vitest';
import { CUSTOMER_ORIGIN, type Customer, type Editor, TestDesk } from '../support/desk-client.ts';

interface Scene {
  old: TestDesk;
  fresh: TestDesk;
  a: Editor;
  b: Editor;
  customer: Customer & { chatId: string };
}

/** A customer who has asked `a` at the old desk, and `b` with free slots at the new one, whose origins are others. */
async function scene(): Promise<Scene> {
  const old = await TestDesk.create({}, [2]);
  const fresh = await TestDesk.create({ origins: ['https://bygglov.example'] }, [2]);
  const a = await old.available('e1');
  const b = await fresh.available('e1');
  const customer = await old.started();
  await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Behöver jag bygglov?' });
  return { old, fresh, a, b, customer };
}

function move({ a, fresh, customer }: Scene, note = '') {
  return a.ask({ type: 'move', chatId: customer.chatId, toChatflowId: fresh.stub.id.toString(), note });
}

/** Where the customer was sent on to. */
async function sentOn(customer: Customer) {
  const { chat } = await customer.next('chat', (frame) => frame.chat.state === 'ended');
  expect(chat.endReason).toBe('moved');
  if (!chat.movedTo) throw new Error('The customer was not sent on.');
  return chat.movedTo;
}

/** Every chat that is stored at the new desk. */
function chatsAt(desk: TestDesk) {
  return desk.query('SELECT state, customer_id FROM chats');
}

/** Makes the desk fail, or again not, at everything that it has to write of a chat. */
function breakWrites(desk: TestDesk, broken: boolean): Promise<void> {
  const statement = broken
    ? "CREATE TRIGGER broken BEFORE INSERT ON chats BEGIN SELECT RAISE(ABORT, 'broken'); END"
    : 'DROP TRIGGER broken';
  return runInDurableObject(desk.stub, (_object, state) => void state.storage.sql.exec(statement));
}

describe('T11 over real sockets', () => {
  test('T11 the window stands at the new desk with transcript and note, and the customer writes on from the same page', async () => {
    const all = await scene();
    expect(await move(all, 'Altan, 12 kvadratmeter')).toMatchObject({ type: 'ok' });
    const { window, messages, notes } = await all.b.next('window');
    expect(messages?.map(({ author, text }) => [author, text]).at(-1)).toEqual(['customer', 'Behöver jag bygglov?']);
    expect(notes?.map(({ text }) => text)).toEqual(['Altan, 12 kvadratmeter']);
    expect(await all.a.next('window_closed')).toMatchObject({ cause: 'moved' });

    const { chatflowId, token, chatId: there } = await sentOn(all.customer);
    expect(chatflowId).toBe(all.fresh.stub.id.toString());
    const customer = await all.fresh.customer(token, { chatId: there });
    expect(there).toBe(window.chatId);
    expect(customer.welcome.chat).toMatchObject({ chatId: window.chatId, state: 'assigned', editorName: 'Editor 1' });
    expect(customer.welcome.messages.filter(({ author }) => author === 'system')).toHaveLength(1);
    await customer.ask({ type: 'message', chatId: window.chatId, text: 'Hallå?' });
    expect((await all.b.next('message')).message.text).toBe('Hallå?');
  });

  test('T11, S4: only the customer who was sent on may come from a page that the new desk does not list', async () => {
    const all = await scene();
    await move(all);
    const { token } = await sentOn(all.customer);
    const upgrade = (credential: string) =>
      all.fresh.upgrade('customer', { Origin: CUSTOMER_ORIGIN, 'Sec-WebSocket-Protocol': `nasta.v1, ${credential}` });
    expect((await all.fresh.upgrade('customer', { Origin: CUSTOMER_ORIGIN })).status).toBe(403);
    expect((await upgrade(all.customer.welcome.token)).status).toBe(403);
    const allowed = await upgrade(token);
    expect(allowed.status).toBe(101);
    allowed.webSocket?.accept();
    allowed.webSocket?.close(1000);
  });

  test('T11, E2: ended at the new desk while the customer was away: the last words can be read there all the same', async () => {
    const all = await scene();
    await move(all);
    const { token, chatId } = await sentOn(all.customer);
    await all.b.next('window');
    await all.b.ask({ type: 'message', chatId, text: 'Nej, det behövs inte.' });
    await all.b.ask({ type: 'end', chatId });
    const allowed = await all.fresh.upgrade('customer', { Origin: CUSTOMER_ORIGIN, 'Sec-WebSocket-Protocol': `nasta.v1, ${token}` });
    expect(allowed.status).toBe(101);
    allowed.webSocket?.accept();
    allowed.webSocket?.close(1000);
    const { welcome } = await all.fresh.customer(token, { chatId });
    expect(welcome.chat).toMatchObject({ state: 'ended', endReason: 'editor_ended' });
    expect(welcome.messages.at(-1)?.text).toBe('Nej, det behövs inte.');
  });

  test('T11 the new desk breaks: the old one keeps the chat, asks again, and it is moved once', async () => {
    const all = await scene();
    await breakWrites(all.fresh, true);
    await move(all);
    expect(await all.customer.ask({ type: 'message', chatId: all.customer.chatId, text: 'Är du kvar?' })).toMatchObject({
      code: 'chat_moving',
    });
    expect(await chatsAt(all.fresh)).toEqual([]);
    await breakWrites(all.fresh, false);
    all.old.pass(3);
    await all.old.alarm();
    await sentOn(all.customer);
    expect(await chatsAt(all.fresh)).toHaveLength(1);
  });

  test('T11 killed after the new desk took it and before the old one heard: told again, the same chat, and nothing twice', async () => {
    const all = await scene();
    // The old desk cannot write the end of a chat: its transaction is rolled back, as a kill at that moment would have it.
    await runInDurableObject(all.old.stub, (_object, state) =>
      state.storage.sql.exec(
        "CREATE TRIGGER broken BEFORE UPDATE ON chats WHEN NEW.state = 'ended' BEGIN SELECT RAISE(ABORT, 'broken'); END",
      ),
    );
    await move(all);
    await all.b.next('window');
    await vi.waitFor(async () => expect(await chatsAt(all.fresh)).toHaveLength(1));
    expect(await all.old.query('SELECT state FROM chats')).toEqual([{ state: 'assigned' }]);
    await runInDurableObject(all.old.stub, (_object, state) => state.storage.sql.exec('DROP TRIGGER broken'));
    await abortAllDurableObjects();
    const old = new TestDesk(all.old.stub.id);
    const fresh = new TestDesk(all.fresh.stub.id);
    old.pass(3);
    await old.alarm();
    await vi.waitFor(async () =>
      expect(await old.query('SELECT state, end_reason FROM chats')).toEqual([{ state: 'ended', end_reason: 'moved' }]),
    );
    expect(await chatsAt(fresh)).toHaveLength(1);
    // The customer, whose socket was dropped, reads at the next look where the chat goes on.
    const back = await old.customer(all.customer.welcome.token, { chatId: all.customer.chatId });
    const { movedTo } = back.welcome.chat ?? {};
    if (!movedTo) throw new Error('The customer was not sent on.');
    expect((await fresh.customer(movedTo.token)).welcome.chat?.state).toMatch(/assigned|ownerless/);
  });

  test('T11 asleep in between: the deadline wakes the old desk, which asks again', async () => {
    const all = await scene();
    await breakWrites(all.fresh, true);
    await move(all);
    await evictDurableObject(all.old.stub);
    await breakWrites(all.fresh, false);
    all.old.pass(3);
    await all.old.alarm();
    await sentOn(all.customer);
  });

  test('T11 a closed desk and a made-up one: the owner hears why and keeps the chat', async () => {
    const all = await scene();
    await all.b.ask({ type: 'status', status: 'busy' });
    await move(all);
    expect(await all.a.next('move_refused')).toMatchObject({ chatId: all.customer.chatId, code: 'desk_closed' });
    await all.a.ask({ type: 'move', chatId: all.customer.chatId, toChatflowId: '0'.repeat(64) });
    expect(await all.a.next('move_refused')).toMatchObject({ code: 'not_found' });
    expect(await all.customer.ask({ type: 'message', chatId: all.customer.chatId, text: 'Är du kvar?' })).toMatchObject({ type: 'ok' });
  });
});
