// What the widget keeps in the browser: one localStorage key per chatflow, written only after the customer opened the panel.
// Where storage is refused (private mode) it lasts as long as the page.

export interface Memory {
  /** The customer's credential at the page's own chatflow; never shown. */
  token: string | null;
  /** T11. The live chat goes on at another chatflow, with the credential for there. */
  elsewhere: Elsewhere | null;
  /** The chat to come back to. */
  chatId: string | null;
  /** It was going on when last seen. */
  live: boolean;
  /** The panel was open. */
  open: boolean;
}

export interface Elsewhere {
  chatflowId: string;
  token: string;
  /** The chat's id there. */
  chatId: string;
}

const NOTHING: Memory = { token: null, elsewhere: null, chatId: null, live: false, open: false };

export interface MemoryKeeper {
  read(): Memory;
  write(change: Partial<Memory>): void;
  forget(): void;
}

export function createMemory(chatflowId: string): MemoryKeeper {
  const key = `nasta:${chatflowId}`;
  let held: Memory = NOTHING;
  return {
    read() {
      try {
        // Another tab may have written since.
        const text = localStorage.getItem(key);
        if (text) held = parseMemory(JSON.parse(text));
      } catch {
        return held; // No storage here, or not ours any more: what this page knows must do.
      }
      return held;
    },
    write(change) {
      held = { ...this.read(), ...change };
      try {
        localStorage.setItem(key, JSON.stringify(held));
      } catch {
        return; // As above.
      }
    },
    forget() {
      held = NOTHING;
      try {
        localStorage.removeItem(key);
      } catch {
        return; // As above.
      }
    },
  };
}

function parseMemory(value: unknown): Memory {
  if (typeof value !== 'object' || value === null) return NOTHING;
  const elsewhere = 'elsewhere' in value ? parseElsewhere(value.elsewhere) : null;
  const chatId = 'chatId' in value && typeof value.chatId === 'string' ? value.chatId : null;
  const live = 'live' in value && value.live === true;
  const open = 'open' in value && value.open === true;
  return { token: parseToken(value), elsewhere, chatId, live, open };
}

function parseToken(value: object): string | null {
  return 'token' in value && typeof value.token === 'string' && /^[\w.~-]+$/.test(value.token) ? value.token : null;
}

function parseElsewhere(value: unknown): Elsewhere | null {
  if (typeof value !== 'object' || value === null || !('chatflowId' in value) || typeof value.chatflowId !== 'string') return null;
  const token = parseToken(value);
  const chatId = 'chatId' in value && typeof value.chatId === 'string' ? value.chatId : '';
  return token === null ? null : { chatflowId: value.chatflowId, token, chatId };
}
