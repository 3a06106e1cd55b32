// The short-lived tickets that open a desk's socket: the last welcome's while it holds, else a new one. Kept for this tab only.
// With a ticket at hand the console comes back to open chats without the directory.

import { fetchTicket, type TicketResult } from './account.ts';

const KEY = 'nasta.ticket.';
/** A ticket that has less left than this is not used again. */
const MARGIN_MS = 30_000;

export interface Tickets {
  /** A ticket, or why there is none. `fresh`: the one that is held was refused. */
  get(fresh: boolean): Promise<TicketResult>;
  /** Keeps what `welcome` brought. */
  keep(ticket: string, until: number): void;
  forget(): void;
}

/** One person's tickets for one desk. `until` is the desk's clock; the margin covers a machine clock that is a little off. */
export function ticketsOf(personId: string, chatflowId: string): Tickets {
  const key = `${KEY}${personId}.${chatflowId}`;
  let held: { ticket: string; until: number } | null = recall(key);
  const keep = (ticket: string, until: number) => {
    held = { ticket, until };
    store(key, JSON.stringify(held));
  };
  const forget = () => {
    held = null;
    store(key, null);
  };
  return {
    async get(fresh) {
      if (!fresh && held !== null && held.until - Date.now() > MARGIN_MS) return { kind: 'ticket', ...held };
      const answer = await fetchTicket(chatflowId);
      if (answer.kind === 'ticket') keep(answer.ticket, answer.until);
      else if (answer.kind !== 'unreachable') forget();
      return answer;
    },
    keep,
    forget,
  };
}

function recall(key: string): { ticket: string; until: number } | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null || !('ticket' in value) || !('until' in value)) return null;
    return typeof value.ticket === 'string' && typeof value.until === 'number' ? { ticket: value.ticket, until: value.until } : null;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
