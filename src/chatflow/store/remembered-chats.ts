// Chat rows that were read or written lately, so that a frame costs few questions: most frames are about a chat that was just talked in.
// Bounded, kept up with every change, and dropped as a whole when a transaction is rolled back.

import type { ChatRow } from '../../core/rows.ts';

const REMEMBERED_MAX_COUNT = 1_000;

export class RememberedChats {
  readonly #rows = new Map<string, ChatRow>();
  /** Customer → the chat that is not ended, for remembered rows alone. */
  readonly #liveIds = new Map<string, string>();

  drop(): void {
    this.#rows.clear();
    this.#liveIds.clear();
  }

  /** The row, or undefined if it is not remembered; it may be stored all the same. */
  chat(chatId: string): ChatRow | undefined {
    return this.#rows.get(chatId);
  }

  /** As {@link chat}, for the customer's chat that is not ended. */
  liveOf(customerId: string): ChatRow | undefined {
    const chatId = this.#liveIds.get(customerId);
    return chatId === undefined ? undefined : this.#rows.get(chatId);
  }

  /** A row as it stands in the store. */
  keep(chat: ChatRow): void {
    if (this.#rows.size >= REMEMBERED_MAX_COUNT) this.drop();
    this.#rows.set(chat.chatId, chat);
    if (chat.state !== 'ended') this.#liveIds.set(chat.customerId, chat.chatId);
  }

  /** Some fields have been written. */
  changed(chatId: string, set: Partial<ChatRow>): void {
    const before = this.#rows.get(chatId);
    if (before === undefined) return;
    if (set.state === 'ended') this.#liveIds.delete(before.customerId);
    this.#rows.set(chatId, { ...before, ...set });
  }
}
