// The object itself: made, removed, woken, broken. What it writes and reads, and what it answers when something fails.

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/chatflow/store/migrations.ts';
import { SqlDesk } from '../../src/chatflow/store/sql-desk.ts';
import { SOCKETS_MAX_COUNT } from '../../src/shared/limits.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { TestDesk } from '../support/desk-client.ts';
import { chatRow } from '../support/rows.ts';

const tables = (desk: TestDesk) => desk.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'");

/** Rows that SQL read and wrote while something happened, counted for every statement of the object. */
async function counted(desk: TestDesk, act: () => Promise<unknown>): Promise<{ read: number; written: number }> {
  const prototype: { exec: SqlStorage['exec'] } = await runInDurableObject(desk.stub, (_object, { storage }) =>
    Object.getPrototypeOf(storage.sql),
  );
  const { exec } = prototype;
  const cursors: { rowsRead: number; rowsWritten: number }[] = [];
  prototype.exec = function (this: SqlStorage, ...statement) {
    const cursor = exec.apply(this, statement);
    cursors.push(cursor);
    return cursor as never;
  };
  try {
    await act();
  } finally {
    prototype.exec = exec;
  }
  const total = (count: (cursor: (typeof cursors)[number]) => number) => cursors.reduce((sum, cursor) => sum + count(cursor), 0);
  return { read: total(({ rowsRead }) => rowsRead), written: total(({ rowsWritten }) => rowsWritten) };
}

describe('an object that was never created', () => {
  test('S4: answers not_found to everything and writes nothing', async () => {
    const desk = new TestDesk();
    const answers = [
      await desk.stub.readSettings(),
      await desk.stub.changeSettings(defaultSettings('x'), 1, { kind: 'operator', id: '' }),
      await desk.stub.grantQueue(true, 1),
      await desk.stub.putEditor({ editorId: 'e1', name: 'x', maxChats: 1 }),
      await desk.stub.removeEditor('e1'),
      await desk.stub.setEditorBusy('e1'),
      await desk.stub.ticket('e1'),
      await desk.stub.desk(),
      await desk.stub.status(null),
      await desk.stub.remove(),
    ];
    expect(answers.map((answer) => !answer.ok && answer.code)).toEqual(Array(10).fill('not_found'));
    const response = await desk.upgrade('customer');
    expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
    await runInDurableObject(desk.stub, (object) => object.alarm());
    expect([await tables(desk), await desk.alarmAt()]).toEqual([[], null]);
  });
});

describe('creating and removing', () => {
  test('creating again changes nothing and gives the same answer', async () => {
    const desk = await TestDesk.create({ name: 'Först' });
    const token = (await desk.customer()).welcome.token;
    const again = await desk.stub.create({
      chatflowId: 'x',
      accountId: 'account-1',
      settings: defaultSettings('Sedan'),
      queueFeature: false,
      featureRevision: 9,
    });
    expect(again).toEqual(await desk.stub.readSettings());
    expect(again.ok && again.value.settings.name).toBe('Först');
    await evictDurableObject(desk.stub);
    expect((await desk.customer(token)).welcome.token).toBe(token);
  });

  test('removing tells and closes everybody, and nothing is left, not even an alarm', async () => {
    const desk = await TestDesk.create({ allowQueue: true });
    const editor = await desk.available('e1');
    const [served, waiting] = [await desk.started(), await desk.started(true)];
    expect(await desk.stub.remove()).toEqual({ ok: true, value: null });
    for (const client of [editor, served, waiting]) expect((await client.closed()).code).toBe(4004);
    expect((await waiting.next('chat', ({ chat }) => chat.state === 'ended')).chat.endReason).toBe('chatflow_removed');
    expect((await served.next('bye')).reason).toBe('not_found');
    expect([await tables(desk), await desk.alarmAt()]).toEqual([[], null]);
    expect(await desk.stub.remove()).toMatchObject({ code: 'not_found' });
    await evictDurableObject(desk.stub);
    expect(await desk.stub.desk()).toMatchObject({ code: 'not_found' });
    expect(await tables(desk)).toEqual([]);
  });

  test('a removal that was cut off before its end is finished when the object runs again', async () => {
    const desk = await TestDesk.create();
    await desk.query('UPDATE desk SET removed = 1');
    await evictDurableObject(desk.stub);
    expect(await desk.stub.readSettings()).toMatchObject({ code: 'not_found' });
    expect(await tables(desk)).toEqual([]);
  });

  test('S2: settings that have changed meanwhile are refused, and a change is told to all', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.editor('e1');
    const read = await desk.stub.readSettings();
    if (!read.ok) throw new Error(read.code);
    const changed = await desk.stub.changeSettings({ ...read.value.settings, name: 'Växel' }, read.value.revision, {
      kind: 'operator',
      id: '',
    });
    expect(changed).toMatchObject({ ok: true, value: { revision: 2, settings: { name: 'Växel' } } });
    expect((await editor.next('desk')).name).toBe('Växel');
    expect(await desk.stub.changeSettings(read.value.settings, read.value.revision, { kind: 'operator', id: '' })).toMatchObject({
      ok: false,
      code: 'settings_stale',
    });
    await evictDurableObject(desk.stub);
    expect(await desk.stub.readSettings()).toEqual(changed);
  });

  test('status and desk tell the live state', async () => {
    const desk = await TestDesk.create({ allowQueue: true, texts: { en: { closed: 'Shut.' } } });
    expect(await desk.stub.status('en')).toMatchObject({
      value: { desk: { state: 'closed' }, chatflow: { language: 'en', texts: { closed: 'Shut.' } } },
    });
    await desk.available('e1');
    expect(await desk.stub.status(null)).toMatchObject({
      value: { desk: { state: 'open' }, chatflow: { language: 'sv' }, origins: ['https://kund.example'] },
    });
    await desk.started();
    await desk.started(true);
    expect(await desk.stub.desk()).toMatchObject({
      value: { state: 'full', queue: { waiting: 1 }, editors: [{ slotsUsed: 1 }], chats: [{ editorId: 'e1' }] },
    });
    expect(await desk.stub.setEditorBusy('e1')).toEqual({ ok: true, value: null });
    expect(await desk.stub.desk()).toMatchObject({
      value: { state: 'closed', queue: { waiting: 0 }, editors: [{ statusCause: 'admin' }] },
    });
    expect(await desk.stub.setEditorBusy('e9')).toMatchObject({ code: 'not_found' });
  });
});

describe('when something breaks', () => {
  test('I16: an exception in a handler is answered with an error frame, nothing is changed, and the desk goes on', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await desk.query('ALTER TABLE replies RENAME TO replies_away');
    const broken = await customer.ask({ type: 'message', id: 'm1', chatId: customer.chatId, text: 'Hej' });
    expect(broken).toMatchObject({ type: 'error', id: 'm1', code: 'internal' });
    await desk.query('ALTER TABLE replies_away RENAME TO replies');
    expect(await desk.query('SELECT last_seq AS last, (SELECT COUNT(*) FROM messages) AS count FROM chats')).toEqual([
      { last: 1, count: 1 },
    ]);
    expect(await customer.ask({ type: 'message', id: 'm1', chatId: customer.chatId, text: 'Hej' })).toMatchObject({ type: 'ok', seq: 2 });
    expect((await editor.next('message')).message.seq).toBe(2);
    await editor.settled();
    expect(editor.all('message')).toHaveLength(1);
  });

  test('a write that fails in the middle takes back those before it, also from memory', async () => {
    const desk = await TestDesk.create({ allowQueue: true });
    await desk.available('e1');
    const [served, customer] = [await desk.started(), await desk.customer()];
    await desk.query('ALTER TABLE moments RENAME TO moments_away');
    expect(await customer.ask({ type: 'start', join: true })).toMatchObject({ code: 'internal' });
    await desk.query('ALTER TABLE moments_away RENAME TO moments');
    expect((await desk.customer()).welcome.desk.nextPlace).toBe(1);
    expect(await customer.ask({ type: 'start', join: true })).toMatchObject({ type: 'ok' });
    expect((await customer.next('chat')).chat.place).toBe(1);
    expect(await served.ask({ type: 'message', chatId: served.chatId, text: 'x' })).toMatchObject({ type: 'ok' });
  });

  test('a hello that breaks is told and sent away to come back', async () => {
    const desk = await TestDesk.create();
    await evictDurableObject(desk.stub);
    await desk.query('ALTER TABLE deadlines RENAME TO deadlines_away');
    const client = await desk.open<
      { type: 'hello' },
      { type: 'error'; code: string } | { type: 'bye'; reason: string; reconnect: boolean }
    >('customer');
    client.send({ type: 'hello' });
    expect(await client.next('error')).toMatchObject({ code: 'internal' });
    expect(await client.next('bye')).toMatchObject({ reason: 'restart', reconnect: true });
    await desk.query('ALTER TABLE deadlines_away RENAME TO deadlines');
    expect((await desk.customer()).welcome.desk.state).toBe('closed');
  });

  test('I3: the same command id again gets the same answer, no row and no frame, also after sleep and with another text', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    const first = await customer.ask({ type: 'message', id: 'once', chatId: customer.chatId, text: 'Hej' });
    desk.pass(1);
    await evictDurableObject(desk.stub);
    const { now: _, ...answer } = first as typeof first & { now: number };
    expect(await customer.ask({ type: 'message', id: 'once', chatId: customer.chatId, text: 'annat' })).toMatchObject(answer);
    await editor.settled();
    expect(editor.all('message')).toHaveLength(1);
    expect(await desk.query("SELECT text FROM messages WHERE author = 'customer'")).toEqual([{ text: 'Hej' }]);
  });
});

describe('what it costs', () => {
  test('waking with 10,000 stored chats reads no row per chat', async () => {
    const desk = await TestDesk.create({}, [2]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    const alone = async () => {
      await evictDurableObject(desk.stub);
      return counted(desk, () => customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' }));
    };
    await alone();
    const before = await alone();
    await runInDurableObject(desk.stub, (_object, { storage }) => {
      const rows = new SqlDesk(storage.sql, () => undefined);
      storage.transactionSync(() => {
        for (let n = 0; n < 10_000; n++)
          rows.apply([{ kind: 'chat_new', chat: chatRow(`old-${n}`, { state: 'ended', ownerId: 'e1', endedAt: n }) }]);
      });
    });
    const after = await alone();
    // A few rows more or less: old replies are looked at here and there.
    expect(after.read).toBeLessThan(before.read + 100);
    expect(before.read).toBeGreaterThan(0);
    await editor.settled();
  });

  test('a plain message writes three rows, typing none', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'frågan' });
    await editor.ask({ type: 'message', chatId: customer.chatId, text: 'svaret' });
    // The time keeps the sparse forgetting of old replies out of the count.
    desk.pass(0.001);
    const fromCustomer = await counted(desk, () => customer.ask({ type: 'message', chatId: customer.chatId, text: 'tack' }));
    const fromEditor = await counted(desk, () => editor.ask({ type: 'message', chatId: customer.chatId, text: 'hej då' }));
    expect([fromCustomer.written, fromEditor.written]).toEqual([3, 3]);
    const typing = await counted(desk, async () => {
      customer.send({ type: 'typing', chatId: customer.chatId, on: true });
      await editor.next('typing');
    });
    expect(typing.written).toBe(0);
  });

  test('sockets are full at the limit: the next one is told to come back later', async () => {
    const desk = await TestDesk.create();
    await desk.customer();
    const idle = await desk.open<never, { type: 'bye'; reason: string }>('customer');
    desk.pass(11);
    await runInDurableObject(desk.stub, (_object, state) => {
      const sockets = state.getWebSockets();
      const crowd = Array.from({ length: SOCKETS_MAX_COUNT }, (_, index) => sockets[index % sockets.length]);
      state.getWebSockets = () => crowd.filter((socket) => socket !== undefined);
    });
    const client = await desk.open<{ type: 'hello' }, { type: 'bye'; reason: string; reconnect: boolean }>('customer');
    client.send({ type: 'hello' });
    expect(await client.next('bye')).toMatchObject({ reason: 'crowded', reconnect: true });
    expect((await client.closed()).code).toBe(4013);
    // One that never said hello has made room.
    expect((await idle.next('bye')).reason).toBe('crowded');
  });

  test('migrations that have been published are never edited', async () => {
    const digests = await Promise.all(
      MIGRATIONS.map(async (step) => {
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(step));
        return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
      }),
    );
    expect(digests).toEqual([
      'b9fd7ebc5f455cbd674ec35d203a98b2572522f0b6b4fd5617b1d6f14915fffa',
      'd5c062b07849ef285d33d61fd4746f392f31ef442733d4058ce140959fa40b2b',
      '57dbf8421123c75a89af57a65b574338939a397d0ada291edb95d6d600ca45a3',
      '2138aec822e1eb29e32f25f47850e8aadd6130c3abafa9bfdff74a8c54b23edd',
      'cb323bb9f019f988c0f878939700aafb5ab6314af6afddc2941d4463974b4a15',
      '708566710721f951cabe13ad446b9cef9545db8b19f9b2879707273de3cdd3a4',
    ]);
  });
});
