// I18: an object that is destroyed between any two events tells everybody the same as one that lives on.

import { evictDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { type Client, TestDesk } from '../support/desk-client.ts';

type AnyClient = Client<never, { type: string }>;

/** A day at the desk in short; `pause` comes after every step. Gives what each socket has heard. */
async function story(pause: (desk: TestDesk) => Promise<unknown>): Promise<unknown[][]> {
  const desk = await TestDesk.create({ allowQueue: true, transferAfterSeconds: 30, editorGraceSeconds: 45 }, [1, 2]);
  const clients: AnyClient[] = [];
  const step = async <T>(result: Promise<T>): Promise<T> => {
    const value = await result;
    await pause(desk);
    return value;
  };
  const joins = async <C extends object>(client: Promise<C>): Promise<C> => {
    const joined = await step(client);
    clients.push(joined as unknown as AnyClient);
    return joined;
  };
  const first = await joins(desk.available('e1'));
  const asking = await joins(desk.started());
  const second = await joins(desk.available('e2'));
  const [quiet, other] = [await joins(desk.started()), await joins(desk.started())];
  const [waiting, leaving] = [await joins(desk.started(true)), await joins(desk.started(true))];
  const onlooker = await joins(desk.customer());
  await step(asking.ask({ type: 'message', chatId: asking.chatId, text: 'Hej?' }));
  await step(second.ask({ type: 'focus', chatId: quiet.chatId, on: true }));
  await step(second.ask({ type: 'message', chatId: quiet.chatId, text: 'Kan jag hjälpa till?' }));
  desk.pass(30);
  await step(desk.alarm());
  await step(second.ask({ type: 'take', chatId: asking.chatId }));
  await step(leaving.ask({ type: 'end', chatId: leaving.chatId }));
  await step(other.ask({ type: 'end', chatId: other.chatId }));
  await step(second.ask({ type: 'close', chatId: other.chatId }));
  await step(first.ask({ type: 'message', chatId: asking.chatId, text: 'för sent' }));
  await step(second.ask({ type: 'message', chatId: asking.chatId, text: 'Nu är jag här.' }));
  await step(first.ask({ type: 'end', chatId: waiting.chatId }));
  await step(first.ask({ type: 'sign_out', confirm: true }));
  const late = await joins(desk.started(true));
  second.socket.close(1000);
  await step(quiet.next('chat', ({ chat }) => chat.editorAway === true));
  desk.pass(45);
  await step(desk.alarm());
  for (const client of [asking, quiet, other, waiting, leaving, onlooker, late]) await client.settled();
  return clients.map((client) => client.heard);
}

/** Without what is new each time: ids become numbers in the order in which they are met, credentials vanish. */
function comparable(heard: unknown[][]): unknown {
  const met = new Map<string, string>();
  const text = JSON.stringify(heard)
    .replace(/"(token|ticket)":"[^"]*"/g, '"$1":""')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g, (id) => {
      if (!met.has(id)) met.set(id, `id-${met.size}`);
      return met.get(id) ?? '';
    });
  return JSON.parse(text);
}

test('I18: sleep between any two events changes no frame', async () => {
  const awake = comparable(await story(() => Promise.resolve()));
  const asleep = comparable(await story((desk) => evictDurableObject(desk.stub)));
  expect(asleep).toEqual(awake);
  // The story is one: chats moved, ended and closed in it.
  const told = JSON.stringify(awake);
  const words = ['"taken"', '"queue_left"', '"queue_closed"', '"signed_out"', '"chat_moved"'];
  expect(words.filter((word) => !told.includes(word))).toEqual([]);
});
