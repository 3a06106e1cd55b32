// What an editor has begun to write, per chat: survives a reload of the tab and nothing else (sessionStorage, own tab only).

const PREFIX = 'nasta.draft.';

/** Where drafts are kept: `sessionStorage`, or something like it in tests. */
export type DraftShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Drafts {
  /** Empty when there is none. */
  read(chatId: string): string;
  /** An empty text removes the draft. */
  write(chatId: string, text: string): void;
}

/** Drafts on a shelf. A full or forbidden shelf costs the survival of a reload, never the words on the screen: they are kept in memory, too. */
export function createDrafts(shelf: DraftShelf): Drafts {
  const memory = new Map<string, string>();
  return {
    read: (chatId) => memory.get(chatId) ?? attempt(() => shelf.getItem(PREFIX + chatId)) ?? '',
    write(chatId, text) {
      memory.set(chatId, text);
      attempt(() => (text === '' ? shelf.removeItem(PREFIX + chatId) : shelf.setItem(PREFIX + chatId, text)));
    },
  };
}

/** Runs a storage call; null where the browser refuses storage (quota, privacy settings), which it says by throwing a DOMException. */
function attempt<T>(call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
