import { describe, expect, test } from 'vitest';
import { alertsOf } from '../../src/console/state/alerts.ts';
import type { DeskChat } from '../../src/shared/protocol.ts';
import { desk, deskChat, editor, NOW, viewAfter, welcome } from './frames.ts';

const colleague = editor({ editorId: 'editor-2', name: 'Redaktör 2' });

function alerts(...chats: DeskChat[]) {
  return alertsOf(viewAfter(welcome([], desk({ editors: [editor(), colleague], chats })))).map(({ kind, ownerName, chat }) => ({
    kind,
    ownerName,
    chatId: chat.chatId,
  }));
}

describe('the bar of chats that need somebody', () => {
  test('T7 an overdue chat of a colleague can be taken', () => {
    const overdue = deskChat({ editorId: 'editor-2', overdueSince: NOW });
    expect(alerts(overdue)).toEqual([{ kind: 'take', ownerName: 'Redaktör 2', chatId: 'chat-1' }]);
  });

  test('T6 one’s own overdue chat needs only the cursor', () => {
    expect(alerts(deskChat({ overdueSince: NOW }))).toMatchObject([{ kind: 'own' }]);
  });

  test('T9 a chat that is promised to somebody is no alert any more', () => {
    expect(alerts(deskChat({ editorId: 'editor-2', overdueSince: NOW, reservedForId: 'editor-3' }))).toEqual([]);
  });

  test('L3 a chat whose editor is gone goes by itself', () => {
    expect(alerts(deskChat({ editorId: 'editor-2', movableSince: NOW }))).toMatchObject([{ kind: 'moving', ownerName: 'Redaktör 2' }]);
    expect(alerts(deskChat({ editorId: null, state: 'ownerless' }))).toMatchObject([{ kind: 'moving', ownerName: '' }]);
    expect(alerts(deskChat({ movableSince: NOW }))).toEqual([]);
  });

  test('T7 the one that has waited longest comes first', () => {
    const later = deskChat({ chatId: 'later', editorId: 'editor-2', overdueSince: NOW + 5 });
    const earlier = deskChat({ chatId: 'earlier', editorId: 'editor-2', overdueSince: NOW });
    expect(alerts(later, earlier).map(({ chatId }) => chatId)).toEqual(['earlier', 'later']);
  });

  test('a chat that goes well is no alert', () => {
    expect(alerts(deskChat({ editorId: 'editor-2' }))).toEqual([]);
  });
});
