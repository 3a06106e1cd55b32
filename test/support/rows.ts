// Rows with every field filled in, for tests that care about a few of them.

import { blankChat } from '../../src/core/blank-chat.ts';
import type { ChatRow, DeskRow, EditorRow } from '../../src/core/rows.ts';
import { defaultSettings } from '../../src/shared/settings.ts';

export function deskRow(over: Partial<DeskRow> = {}): DeskRow {
  return {
    chatflowId: 'chatflow-1',
    accountId: 'account-1',
    settings: defaultSettings('Kundservice'),
    settingsRevision: 1,
    queueFeature: true,
    featureRevision: 1,
    lastJoinSeq: 0,
    lastReservedSeq: 0,
    removed: false,
    ...over,
  };
}

/** An available, connected editor with room for three. */
export function editorRow(editorId: string, over: Partial<EditorRow> = {}): EditorRow {
  return {
    editorId,
    name: `Editor ${editorId}`,
    maxChats: 3,
    status: 'available',
    statusSince: 1_000,
    statusCause: 'self',
    connected: true,
    disconnectedAt: null,
    missesInARow: 0,
    slotsUsed: 0,
    lastWindowAt: null,
    ticketsAfter: 0,
    ...over,
  };
}

/** A chat that stands in line, of a customer of its own. */
export function chatRow(chatId: string, over: Partial<ChatRow> = {}): ChatRow {
  return { ...blankChat(chatId, 1_000), customerId: `customer-of-${chatId}`, state: 'waiting', ...over };
}
