// Frames and windows for the console's tests: whole ones with plain values, each test names only what it is about.

import { applyFrame, type DeskView } from '../../src/console/state/desk.ts';
import type { Desk, DeskChat, DeskEditor, EditorOut, Message, Window, WindowWithMessages } from '../../src/shared/protocol.ts';

export const NOW = 1_700_000_000_000;
export const ME = 'editor-me';

export function window(set: Partial<Window> = {}): Window {
  return {
    chatId: 'chat-1',
    place: 0,
    state: 'assigned',
    customer: { name: '', email: '', language: 'sv', page: 'https://www.kommun.example/', pageTitle: '' },
    startedAt: NOW,
    arrivedAt: NOW,
    queuedMs: 0,
    lastSeq: 0,
    firstMessageAt: null,
    unansweredSince: null,
    transferAt: null,
    transferMs: null,
    held: false,
    overdueSince: null,
    reservedForName: null,
    movingTo: null,
    customerAwaySince: null,
    silentEndsAt: null,
    idleEndsAt: null,
    endReason: null,
    endedAt: null,
    closesAt: null,
    ...set,
  };
}

export function message(seq: number, author: Message['author'], set: Partial<Message> = {}): Message {
  return { seq, author, text: `${author} ${seq}`, at: NOW + seq * 1_000, ...set };
}

export function editor(set: Partial<DeskEditor> = {}): DeskEditor {
  return {
    editorId: ME,
    name: 'Redaktör 1',
    status: 'available',
    statusSince: NOW,
    statusCause: 'self',
    connected: true,
    missesInARow: 0,
    slotsUsed: 0,
    maxChats: 3,
    ...set,
  };
}

export function deskChat(set: Partial<DeskChat> = {}): DeskChat {
  return {
    chatId: 'chat-1',
    editorId: ME,
    state: 'assigned',
    customerName: '',
    startedAt: NOW,
    overdueSince: null,
    movableSince: null,
    reservedForId: null,
    ...set,
  };
}

export function desk(set: Partial<Desk> = {}): Desk {
  return {
    chatflowId: 'flow-1',
    name: 'Kundservice',
    state: 'open',
    queue: { waiting: 0, longestSince: null, allowQueue: true },
    editors: [editor()],
    chats: [],
    ...set,
  };
}

export function welcome(windows: WindowWithMessages[] = [], of: Desk = desk()): Extract<EditorOut, { type: 'welcome' }> {
  return { type: 'welcome', now: NOW, ticket: 'ticket', ticketUntil: NOW + 1_000, editorId: ME, windows, desk: of };
}

/** The view after these frames; fails the test when the first is no welcome. */
export function viewAfter(...frames: EditorOut[]): DeskView {
  const view = frames.reduce<DeskView | null>(applyFrame, null);
  if (view === null) throw new Error('The first frame must be a welcome.');
  return view;
}
