// One desk as its editor sees it: a value, and how each frame from the service changes it. Pure: knows no socket, screen or clock.

import { EMPTY_TRANSCRIPT, lastSeq, type Transcript, withMessages } from '../../client/transcript.ts';
import type { Desk, EditorOut, Message, Note, Window } from '../../shared/protocol.ts';

/** What the customer is writing right now; `text` is empty unless the chatflow shows previews (P5). */
export interface Typing {
  text: string;
}

/** A window with everything that stands in it, the editor's own messages on their way included. */
export interface WindowView extends Window {
  transcript: Transcript;
  notes: readonly Note[];
  typing: Typing | null;
  /** T11. Where it was last on its way to, also when that came to nothing. */
  lastMoveTo: string | null;
}

/** The editor's own view of one chatflow. A new value with every change; what did not change keeps its identity. */
export interface DeskView {
  editorId: string;
  desk: Desk;
  /** By place. */
  windows: readonly WindowView[];
}

/**
 * The view after a frame. Before the first `welcome` there is none (null), and other frames change nothing.
 * I17: a snapshot with the frames that follow equals a fresh snapshot; a message that comes twice stands there once (I1).
 */
export function applyFrame(view: DeskView | null, frame: EditorOut): DeskView | null {
  if (frame.type === 'welcome') return welcomed(view, frame);
  if (view === null) return null;
  switch (frame.type) {
    case 'window':
      return withWindow(view, frame.window, frame.messages ?? [], frame.notes ?? []);
    case 'window_closed':
      return { ...view, windows: view.windows.filter((window) => window.chatId !== frame.chatId) };
    case 'message':
      return changeWindow(view, frame.chatId, (window) => withMessage(window, frame.message));
    case 'note':
      return changeWindow(view, frame.chatId, (window) => ({ ...window, notes: mergeNotes(window.notes, [frame.note]) }));
    case 'typing':
      return changeWindow(view, frame.chatId, (window) => ({ ...window, typing: frame.on ? { text: frame.text ?? '' } : null }));
    case 'desk':
      return { ...view, desk: changedDesk(view.desk, frame) };
    case 'move_refused':
    case 'ok':
    case 'error':
    case 'bye':
      return view;
    default: {
      const unknown: never = frame;
      return unknown;
    }
  }
}

/** The window of a chat, if it is up. */
export function windowOf(view: DeskView | null, chatId: string): WindowView | undefined {
  return view?.windows.find((window) => window.chatId === chatId);
}

/** What `hello` says the console still holds, so that only what is missing is sent. */
export function heldWindows(view: DeskView | null): { chatId: string; lastSeq: number }[] {
  return (view?.windows ?? []).map(({ chatId, transcript }) => ({ chatId, lastSeq: lastSeq(transcript) }));
}

/** The view with another transcript in one window: a message of the editor's own goes out, is answered or given up. */
export function changeTranscript(view: DeskView | null, chatId: string, change: (transcript: Transcript) => Transcript): DeskView | null {
  if (view === null) return null;
  return changeWindow(view, chatId, (window) => ({ ...window, transcript: change(window.transcript) }));
}

function welcomed(view: DeskView | null, frame: Extract<EditorOut, { type: 'welcome' }>): DeskView {
  const windows = frame.windows.map(({ messages, notes, ...window }) => filled(windowOf(view, window.chatId), window, messages, notes));
  // What the customer was writing before the connection was lost says nothing about now.
  const quiet = windows.map((window) => ({ ...window, typing: null }));
  return { editorId: frame.editorId, desk: frame.desk, windows: quiet.sort(byPlace) };
}

function withWindow(view: DeskView, window: Window, messages: Message[], notes: Note[]): DeskView {
  const next = filled(windowOf(view, window.chatId), window, messages, notes);
  const others = view.windows.filter((other) => other.chatId !== window.chatId);
  return { ...view, windows: [...others, next].sort(byPlace) };
}

function filled(held: WindowView | undefined, window: Window, messages: Message[], notes: Note[]): WindowView {
  const transcript = held?.transcript ?? EMPTY_TRANSCRIPT;
  return {
    ...window,
    transcript: messages.length === 0 ? transcript : withMessages(transcript, messages),
    notes: mergeNotes(held?.notes ?? [], notes),
    typing: window.state === 'ended' ? null : (held?.typing ?? null),
    lastMoveTo: window.movingTo ?? held?.lastMoveTo ?? null,
  };
}

function changeWindow(view: DeskView, chatId: string, change: (window: WindowView) => WindowView): DeskView {
  return { ...view, windows: view.windows.map((window) => (window.chatId === chatId ? change(window) : window)) };
}

function withMessage(window: WindowView, message: Message): WindowView {
  return {
    ...window,
    transcript: withMessages(window.transcript, [message]),
    lastSeq: Math.max(window.lastSeq, message.seq),
    typing: message.author === 'customer' ? null : window.typing,
  };
}

function mergeNotes(held: readonly Note[], fresh: readonly Note[]): readonly Note[] {
  if (fresh.length === 0) return held;
  const byId = new Map([...held, ...fresh].map((note) => [note.noteId, note]));
  return [...byId.values()].sort((a, b) => a.at - b.at);
}

function changedDesk(desk: Desk, frame: Extract<EditorOut, { type: 'desk' }>): Desk {
  return {
    ...desk,
    name: frame.name ?? desk.name,
    state: frame.state ?? desk.state,
    queue: frame.queue ?? desk.queue,
    editors: upsert(desk.editors, frame.editors, frame.editorsGone, (editor) => editor.editorId),
    chats: upsert(desk.chats, frame.chats, frame.chatsGone, (chat) => chat.chatId),
  };
}

function upsert<T>(held: T[], fresh: T[] = [], gone: string[] = [], idOf: (item: T) => string): T[] {
  if (fresh.length === 0 && gone.length === 0) return held;
  const byId = new Map(held.map((item) => [idOf(item), item]));
  for (const item of fresh) byId.set(idOf(item), item);
  for (const id of gone) byId.delete(id);
  return [...byId.values()];
}

function byPlace(a: Window, b: Window): number {
  return a.place - b.place;
}
