// S, as far as the core holds it: settings with their revision, editors of a desk, an admin's acts, and who may see what.

import { describe, expect, test } from 'vitest';
import { EDITORS_MAX_COUNT } from '../../src/shared/limits.ts';
import { DEFAULT_TEXTS } from '../../src/shared/texts/defaults.ts';
import { ADMIN, Story } from './story.ts';

describe('S', () => {
  test('S1 an admin sets an editor busy: the editor and the desk are told why', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    expect(a.setBusyByAdmin()).toEqual({ ok: true });
    expect(a.row).toMatchObject({ status: 'busy', statusCause: 'admin' });
    expect(a.told('desk').at(-1)?.editors).toMatchObject([{ editorId: 'a', status: 'busy', statusCause: 'admin' }]);
    expect(a.write(customer.chatId)).toMatchObject({ ok: true });
    expect(story.run({ type: 'editor.set_busy', editorId: 'nobody' })).toEqual({ ok: false, code: 'not_found' });
    a.available();
    expect(a.row).toMatchObject({ status: 'available', statusCause: 'self' });
  });

  test('S2 a settings change compares the revision; the same settings again change nothing', () => {
    const story = new Story();
    const { settings } = story.desk.desk();
    const change = (name: string, expectedRevision: number | null) =>
      story.run({ type: 'settings.change', settings: { ...settings, name }, expectedRevision, by: ADMIN });
    expect(change('Växel', 1)).toEqual({ ok: true });
    expect(story.desk.desk()).toMatchObject({ settingsRevision: 2, settings: { name: 'Växel' } });
    expect(change('Annat', 1)).toEqual({ ok: false, code: 'settings_stale' });
    expect(change('Växel', 2)).toEqual({ ok: true });
    expect(story.desk.desk().settingsRevision).toBe(2);
    expect(story.last.changes).toEqual([]);
    expect(change('Annat', null)).toEqual({ ok: true });
    expect(story.moments('settings')).toHaveLength(2);
  });

  test('S2 the account’s log hears who changed which fields, and of no others', () => {
    const story = new Story({ origins: ['https://kommun.example'] });
    const before = structuredClone(story.desk.desk().settings);
    const settings = { ...before, name: 'Växel', origins: [] };
    story.run({ type: 'settings.change', settings, expectedRevision: 1, by: ADMIN });
    const entries = story.last.changes.flatMap((change) => (change.kind === 'outbox' ? [change.entry] : []));
    expect(entries).toMatchObject([{ actor: ADMIN, act: 'settings.changed', at: story.now }]);
    expect(entries[0]?.before).toEqual({ name: 'Kundservice', origins: ['https://kommun.example'] });
    expect(entries[0]?.after).toEqual({ name: 'Växel', origins: [] });
    expect(story.desk.outbox.size).toBe(0);
  });

  test('S3 settings take effect for the next event, an empty text means the default, and everybody sees the new name', () => {
    const story = new Story({ texts: { sv: { welcome: 'Egen text' } } });
    const a = story.editor('a');
    const customer = story.customer('c1');
    story.change({ texts: { sv: { welcome: '' } }, name: 'Växel', transferAfterSeconds: 600 });
    expect(a.told('desk').at(-1)?.name).toBe('Växel');
    expect(customer.told('chatflow').at(-1)?.chatflow).toMatchObject({ name: 'Växel', texts: { welcome: DEFAULT_TEXTS.sv.welcome } });
    customer.start();
    customer.write();
    expect(customer.told('message')[0]?.message.text).toBe(DEFAULT_TEXTS.sv.welcome);
    expect(customer.chat.transferMs).toBe(600_000);
  });

  test('S3 a new editor is busy; name and max chats can be changed, and windows show the new name', () => {
    const story = new Story();
    const a = story.busyEditor('a');
    expect(a.row).toMatchObject({ status: 'busy', connected: true, missesInARow: 0, lastWindowAt: null });
    a.available();
    const customer = story.asking('c1');
    story.run({ type: 'editor.put', editorId: 'a', name: 'Anna', maxChats: 5 });
    expect(customer.told('chat').at(-1)?.chat.editorName).toBe('Anna');
    expect(a.row).toMatchObject({ name: 'Anna', maxChats: 5, status: 'available', slotsUsed: 1 });
  });

  test('S3 a desk carries so many editors and no more', () => {
    const story = new Story();
    story.rebuild = false;
    for (let count = 0; count < EDITORS_MAX_COUNT; count += 1) {
      story.run({ type: 'editor.put', editorId: `e${count}`, name: 'Editor', maxChats: 1 });
    }
    expect(story.run({ type: 'editor.put', editorId: 'late', name: 'Editor', maxChats: 1 })).toEqual({ ok: false, code: 'editors_limit' });
    expect(story.run({ type: 'editor.put', editorId: 'e0', name: 'Editor', maxChats: 2 })).toEqual({ ok: true });
  });

  test('S4, S5: others see who and since when, never a text; the customer never sees a note, a page or a clock', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.customer('c1');
    const other = story.customer('c2');
    customer.start({ name: 'Kund 7', page: 'https://kommun.example/bygglov' });
    customer.write('Hemlig fråga');
    a.transfer(customer.chatId, b, 'Intern anteckning');
    b.write(customer.chatId, 'Hemligt svar');
    const seenByA = JSON.stringify(a.told().filter((frame) => frame.type === 'desk'));
    expect(seenByA).toContain('Kund 7');
    expect(seenByA).not.toMatch(/Hemlig|Intern|bygglov/);
    expect(JSON.stringify(a.told())).not.toContain('Hemligt svar');
    expect(JSON.stringify(customer.told())).not.toMatch(/Intern|bygglov|transferAt|missesInARow/);
    expect(other.told().every(({ type }) => type === 'desk')).toBe(true);
  });

  test('S4 a sender finds the own command in the message, the other side does not', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    customer.write('Hej', 'from-customer');
    expect(customer.told('message').at(-1)?.message.commandId).toBe('from-customer');
    expect(a.told('message').at(-1)?.message.commandId).toBeUndefined();
    a.write(customer.chatId, 'Hej', 'from-editor');
    expect(a.told('message').at(-1)?.message.commandId).toBe('from-editor');
    expect(customer.told('message').at(-1)?.message.commandId).toBeUndefined();
  });

  test('S4 who is not an editor here is refused in every act, and typing from there goes nowhere', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    const { chatId } = customer;
    a.remove();
    customer.forget();
    for (const reply of [a.available(), a.busy(), a.focus(chatId), a.end(chatId), a.close(chatId), a.take(chatId), a.signOut()]) {
      expect(reply).toEqual({ ok: false, code: 'forbidden' });
    }
    a.type(chatId);
    a.connect();
    expect(customer.told('typing')).toEqual([]);
  });

  test('S5 typing reaches the other side of that chat only', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const [mine, theirs] = [story.asking('c1'), story.asking('c2')];
    b.type(mine.chatId);
    expect(mine.told('typing')).toEqual([]);
    a.type(mine.chatId);
    expect(mine.told('typing')).toEqual([{ type: 'typing', chatId: mine.chatId, on: true }]);
    expect(theirs.told('typing')).toEqual([]);
  });

  test('S1, E5: removing a chatflow ends everything that lives, tells everybody, and closes all sockets', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    const inChat = story.asking('c1');
    const waiting = story.customer('c2');
    waiting.join();
    story.run({ type: 'chatflow.remove' });
    expect([inChat.chat.endReason, waiting.chat.endReason]).toEqual(['chatflow_removed', 'chatflow_removed']);
    expect(waiting.told('chat').at(-1)?.chat.state).toBe('ended');
    expect([a.row.slotsUsed, story.socketsOf(a.person)]).toEqual([0, []]);
    expect(story.run({ type: 'chatflow.remove' })).toEqual({ ok: false, code: 'not_found' });
    expect(story.change({ name: 'Ny' })).toEqual({ ok: false, code: 'not_found' });
  });
});
