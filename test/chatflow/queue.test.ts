// Q over real sockets: the line, who is next, and what closes it.

import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { type Customer, type Editor, TestDesk } from '../support/desk-client.ts';

type Queued = Customer & { chatId: string };

/** One editor with one slot, taken; and so many customers in line. */
async function full(waitingCount: number, settings = {}): Promise<{ desk: TestDesk; editor: Editor; served: Queued; line: Queued[] }> {
  const desk = await TestDesk.create({ allowQueue: true, ...settings });
  const editor = await desk.available('e1');
  const served = await desk.started();
  const line: Queued[] = [];
  for (let index = 0; index < waitingCount; index++) line.push(await desk.started(true));
  return { desk, editor, served, line };
}

async function freeSlot(editor: Editor, { chatId }: Queued): Promise<void> {
  await editor.ask({ type: 'end', chatId });
  await editor.ask({ type: 'close', chatId });
}

describe('the queue', () => {
  test('Q4 and Q5: a full desk offers the line; who joins stands in it and sees the place', async () => {
    const { desk, line } = await full(2);
    const newcomer = await desk.customer();
    expect(newcomer.welcome.desk).toEqual({ state: 'full', canQueue: true, nextPlace: 3 });
    expect(await newcomer.ask({ type: 'start', join: false })).toMatchObject({ code: 'desk_full', canQueue: true });
    expect((await line[1]?.next('chat'))?.chat).toMatchObject({ state: 'waiting', place: 2 });
  });

  test('Q6 and Q7: a slot that becomes free goes at once to the first in line, through sleep and all', async () => {
    const { desk, editor, served, line } = await full(3);
    let before = served;
    for (const next of line) {
      await evictDurableObject(desk.stub);
      await freeSlot(editor, before);
      expect((await next.next('chat', ({ chat }) => chat.state === 'assigned')).chat.chatId).toBe(next.chatId);
      before = next;
    }
    await editor.settled();
    const order = editor
      .all('window')
      .filter(({ messages }) => messages)
      .map(({ window }) => window.chatId);
    expect(order).toEqual([served, ...line].map(({ chatId }) => chatId));
  });

  test('Q5: places fall as the line moves, and never grow', async () => {
    const { editor, served, line } = await full(3);
    const last = line[2] as Queued;
    await freeSlot(editor, served);
    await last.next('chat', ({ chat }) => chat.place === 2);
    expect(await line[1]?.ask({ type: 'end', chatId: line[1].chatId })).toMatchObject({ type: 'ok' });
    await last.next('chat', ({ chat }) => chat.place === 1);
    expect(last.all('chat').map(({ chat }) => chat.place)).toEqual([3, 2, 1]);
  });

  test('Q6: a newcomer does not pass the line when a slot is free for it', async () => {
    const { desk, editor, served, line } = await full(1);
    const newcomer = await desk.customer();
    await freeSlot(editor, served);
    expect(await newcomer.ask({ type: 'start', join: true })).toMatchObject({ type: 'ok' });
    expect((await newcomer.next('chat')).chat.state).toBe('waiting');
    await line[0]?.next('chat', ({ chat }) => chat.state === 'assigned');
  });

  test('Q8: unticking drains: who waits is served, nobody new can join', async () => {
    const { desk, editor, served, line } = await full(1);
    const newcomer = await desk.customer();
    const read = await desk.stub.readSettings();
    if (!read.ok) throw new Error(read.code);
    await desk.stub.changeSettings({ ...read.value.settings, allowQueue: false }, read.value.revision, { kind: 'operator', id: '' });
    expect((await newcomer.next('desk')).desk).toEqual({ state: 'full', canQueue: false });
    expect(await newcomer.ask({ type: 'start', join: true })).toMatchObject({ type: 'error', code: 'desk_full', canQueue: false });
    await freeSlot(editor, served);
    await line[0]?.next('chat', ({ chat }) => chat.state === 'assigned');
  });

  test('Q9: the last available editor is asked first; then everybody in line hears the closing text once, and open chats go on', async () => {
    const { desk, editor, served, line } = await full(2, { texts: { sv: { queueClosed: 'Vi stänger.' } } });
    expect(await editor.ask({ type: 'status', status: 'busy' })).toMatchObject({ type: 'error', code: 'last_editor', waiting: 2 });
    expect(await editor.ask({ type: 'status', status: 'busy', confirm: true })).toMatchObject({ type: 'ok' });
    for (const waiting of line) {
      expect((await waiting.next('chat', ({ chat }) => chat.state === 'ended')).chat.endReason).toBe('queue_closed');
      await waiting.settled();
      expect(waiting.all('message').filter(({ message }) => message.text === 'Vi stänger.')).toHaveLength(1);
    }
    expect(await served.ask({ type: 'message', chatId: served.chatId, text: 'Är du kvar?' })).toMatchObject({ type: 'ok' });
    await editor.ask({ type: 'status', status: 'available' });
    await desk.alarm();
    for (const waiting of line) {
      await waiting.settled();
      expect(waiting.all('message').filter(({ message }) => message.text === 'Vi stänger.')).toHaveLength(1);
      expect(await waiting.ask({ type: 'message', chatId: waiting.chatId, text: 'Hallå?' })).toMatchObject({ code: 'chat_ended' });
    }
  });

  test('Q9: one who was away reads the closing text later', async () => {
    const { desk, editor, line } = await full(1);
    const [away] = line;
    away?.socket.close(1000);
    await editor.ask({ type: 'status', status: 'busy', confirm: true });
    const back = await desk.customer(away?.welcome.token, { chatId: away?.chatId ?? '', lastSeq: 0 });
    expect(back.welcome.chat).toMatchObject({ state: 'ended', endReason: 'queue_closed' });
    expect(back.welcome.messages.map(({ author }) => author)).toEqual(['system']);
  });

  test('Q9: instead of going busy the last one may stop new queueing', async () => {
    const { desk, editor } = await full(1);
    expect(await editor.ask({ type: 'status', status: 'available', stopQueueing: true })).toMatchObject({ type: 'ok' });
    expect((await desk.customer()).welcome.desk.canQueue).toBe(false);
    expect(await desk.query("SELECT COUNT(*) AS count FROM chats WHERE state = 'waiting'")).toEqual([{ count: 1 }]);
  });

  test('Q10: open panels hear at once how the desk stands, customers with a chat do not, and one whose chat has ended does again', async () => {
    const { desk, editor, served } = await full(0, { allowQueue: false });
    const onlooker = await desk.customer();
    expect(onlooker.welcome.desk).toEqual({ state: 'full', canQueue: false });
    await evictDurableObject(desk.stub);
    await freeSlot(editor, served);
    expect((await onlooker.next('desk')).desk.state).toBe('open');
    expect((await served.next('desk', (frame) => frame.desk.state === 'open')).desk.state).toBe('open');
    await onlooker.ask({ type: 'start', join: false });
    expect((await served.next('desk')).desk.state).toBe('full');
    const heardCount = onlooker.all('desk').length;
    await editor.ask({ type: 'status', status: 'busy' });
    expect((await served.next('desk')).desk.state).toBe('closed');
    await onlooker.settled();
    expect(onlooker.all('desk')).toHaveLength(heardCount);
  });

  test('Q11: one who is away keeps the place for the grace, is passed over, and then has abandoned the line', async () => {
    const { desk, editor, served, line } = await full(2, { queueGraceSeconds: 120 });
    const [away, next] = line as [Queued, Queued];
    away.socket.close(1000);
    await editor.settled();
    await freeSlot(editor, served);
    await next.next('chat', ({ chat }) => chat.state === 'assigned');
    desk.pass(60);
    const back = await desk.customer(away.welcome.token);
    expect(back.welcome.chat).toMatchObject({ chatId: away.chatId, state: 'waiting', place: 1 });
    back.socket.close(1000);
    await editor.settled();
    desk.pass(120);
    await evictDurableObject(desk.stub);
    await desk.alarm();
    expect(await desk.query('SELECT end_reason AS reason FROM chats WHERE chat_id = ?', away.chatId)).toEqual([
      { reason: 'queue_abandoned' },
    ]);
  });

  test('Q12: changed texts reach those who wait at once, each in the own language', async () => {
    const { desk, line } = await full(1);
    const finnish = await desk.customer(undefined, { language: 'fi' });
    const read = await desk.stub.readSettings();
    if (!read.ok) throw new Error(read.code);
    const texts = { sv: { inQueue: 'Strax din tur.' }, fi: { busy: 'Varattu.' } };
    await desk.stub.changeSettings({ ...read.value.settings, texts }, read.value.revision, { kind: 'operator', id: '' });
    expect((await line[0]?.next('chatflow'))?.chatflow.texts.inQueue).toBe('Strax din tur.');
    expect((await finnish.next('chatflow')).chatflow).toMatchObject({ language: 'fi', texts: { busy: 'Varattu.' } });
  });

  test('Q2: without the feature the line cannot be switched on, and taking it away unticks', async () => {
    const { desk } = await full(0);
    await desk.stub.grantQueue(false, 2);
    const read = await desk.stub.readSettings();
    if (!read.ok) throw new Error(read.code);
    expect(read.value.settings.allowQueue).toBe(false);
    const refused = await desk.stub.changeSettings({ ...read.value.settings, allowQueue: true }, read.value.revision, {
      kind: 'operator',
      id: '',
    });
    expect(refused).toMatchObject({ ok: false, code: 'feature_missing' });
    await desk.stub.grantQueue(true, 3);
    expect(await desk.stub.readSettings()).toEqual(read);
  });
});
