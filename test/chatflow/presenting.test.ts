// P over real sockets: who gets a window, when, and that nobody gets one too many.

import { describe, expect, test } from 'vitest';
import { TestDesk } from '../support/desk-client.ts';

describe('presenting a chat', () => {
  test('P1 and P6: the window stands at the editor at once, with the welcome text, before the customer has written', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    const { window, messages } = await editor.next('window');
    expect(window).toMatchObject({ chatId: customer.chatId, place: 0, state: 'assigned', firstMessageAt: null, transferAt: null });
    expect(messages?.map(({ seq, author }) => [seq, author])).toEqual([[1, 'system']]);
    const { chat } = await customer.next('chat');
    expect(chat).toMatchObject({ chatId: customer.chatId, state: 'assigned', editorName: 'Editor 1' });
    await customer.settled();
    expect(customer.all('message').map(({ message }) => message.author)).toEqual(['system']);
  });

  test('P2 and P11: an ended chat takes its slot until the editor closes the window', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    expect(await customer.ask({ type: 'end', chatId: customer.chatId })).toMatchObject({ type: 'ok' });
    expect((await editor.next('window', ({ window }) => window.state === 'ended')).window.closesAt).not.toBeNull();
    const next = await desk.customer();
    expect(next.welcome.desk.state).toBe('full');
    expect(await next.ask({ type: 'start', join: false })).toMatchObject({ type: 'error', code: 'desk_full' });
    expect(await editor.ask({ type: 'close', chatId: customer.chatId })).toMatchObject({ type: 'ok' });
    expect(await next.ask({ type: 'start', join: false })).toMatchObject({ type: 'ok' });
  });

  test('P3: twelve customers click at the same moment on five slots; five windows come and no more', async () => {
    const desk = await TestDesk.create({}, [2, 3]);
    const editors = [await desk.available('e1'), await desk.available('e2')];
    const customers = await Promise.all(Array.from({ length: 12 }, () => desk.customer()));
    const answers = await Promise.all(customers.map((customer) => customer.ask({ type: 'start', join: false })));
    expect(answers.filter(({ type }) => type === 'ok')).toHaveLength(5);
    expect(answers.filter((answer) => answer.type === 'error' && answer.code === 'desk_full')).toHaveLength(7);
    for (const editor of editors) await editor.settled();
    expect(editors.map((editor) => new Set(editor.all('window').map(({ window }) => window.chatId)).size)).toEqual([2, 3]);
  });

  test('P3: lowering max chats takes no window away and lets none in', async () => {
    const desk = await TestDesk.create({}, [2]);
    const editor = await desk.available('e1');
    await desk.started();
    await desk.started();
    await desk.stub.putEditor({ editorId: 'e1', name: 'Editor 1', maxChats: 1 });
    await editor.settled();
    expect(editor.all('window_closed')).toEqual([]);
    const late = await desk.customer();
    expect(await late.ask({ type: 'start', join: false })).toMatchObject({ code: 'desk_full' });
  });

  test('P4: once busy no new window comes, and a chat that was started before goes on in its window', async () => {
    const desk = await TestDesk.create({}, [2]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    expect(await editor.ask({ type: 'status', status: 'busy' })).toMatchObject({ type: 'ok' });
    const late = await desk.customer();
    expect(late.welcome.desk.state).toBe('closed');
    expect(await late.ask({ type: 'start', join: true })).toMatchObject({ type: 'error', code: 'desk_closed' });
    expect(await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej!' })).toMatchObject({ type: 'ok', seq: 2 });
    const { message } = await editor.next('message');
    expect(message).toMatchObject({ seq: 2, author: 'customer', text: 'Hej!' });
    expect(new Set(editor.all('window').map(({ window }) => window.chatId))).toEqual(new Set([customer.chatId]));
  });

  test('P5: the editor sees while the customer types, and no text without the preview setting', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    customer.send({ type: 'typing', chatId: customer.chatId, on: true, text: 'hemligt' });
    expect(await editor.next('typing')).toEqual({ type: 'typing', chatId: customer.chatId, on: true });
  });

  test('P9 and I13: two tabs are one customer; a second click resumes the same chat, and both tabs hear it', async () => {
    const desk = await TestDesk.create({}, [3]);
    await desk.available('e1');
    const first = await desk.started();
    const second = await desk.customer(first.welcome.token);
    expect(second.welcome.chat?.chatId).toBe(first.chatId);
    expect(second.welcome.messages.map(({ seq }) => seq)).toEqual([1]);
    expect(await second.ask({ type: 'start', join: false })).toMatchObject({ type: 'ok', chatId: first.chatId });
    await second.ask({ type: 'message', chatId: first.chatId, text: 'från flik två' });
    expect((await first.next('message', ({ message }) => message.seq === 2)).message.text).toBe('från flik två');
    expect(await desk.query('SELECT COUNT(*) AS count FROM chats')).toEqual([{ count: 1 }]);
    first.socket.close(1000);
    second.send({ type: 'typing', chatId: first.chatId, on: true });
    await second.settled();
    expect(await desk.query('SELECT customer_away_since AS away FROM chats')).toEqual([{ away: null }]);
  });
});
