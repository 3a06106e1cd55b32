// Rows with every field filled in, for tests that care about a few of them.

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
  return {
    chatId,
    customerId: `customer-of-${chatId}`,
    state: 'waiting',
    startedAt: 1_000,
    joinSeq: null,
    firstAssignedAt: null,
    ownerId: null,
    arrivedAt: null,
    place: null,
    lastSeq: 0,
    firstMessageAt: null,
    firstAnswerAt: null,
    ownAnswerAt: null,
    unansweredSince: null,
    lastMessageAt: null,
    idleDueAt: null,
    idleWarned: false,
    silentDueAt: null,
    transferDueAt: null,
    transferMs: null,
    heldAt: null,
    focusSocketId: null,
    tried: [],
    overdueSince: null,
    movableSince: null,
    reservedForId: null,
    reservedSeq: null,
    customerAwaySince: null,
    language: 'sv',
    name: 'Kund',
    email: '',
    question: '',
    page: '',
    pageTitle: '',
    endReason: null,
    endedAt: null,
    windowClosesAt: null,
    erasedAt: null,
    moving: null,
    movedTo: null,
    receivedFrom: null,
    ...over,
  };
}
