// Customers with an open panel and no live chat: who is told how the desk stands. Kept in memory, so that a change of the desk asks no
// question per socket; found anew after a start or a rollback.

import type { Change } from '../core/event.ts';
import type { DeskReader } from '../core/reader.ts';
import type { Sockets } from './sockets.ts';

export class Onlookers {
  readonly #sockets: Sockets;
  readonly #reader: DeskReader;
  #customerIds: Set<string> | undefined;

  constructor(sockets: Sockets, reader: DeskReader) {
    this.#sockets = sockets;
    this.#reader = reader;
  }

  /** The sockets of all onlookers. */
  listening(): WebSocket[] {
    const sockets = this.#sockets.listening('customer');
    const customerIds = this.#found(sockets);
    return sockets.filter((socket) => customerIds.has(this.#sockets.of(socket).person.id));
  }

  /** A customer's socket has been greeted. */
  greeted(customerId: string): void {
    if (this.#customerIds && !this.#reader.liveChatOf(customerId)) this.#customerIds.add(customerId);
  }

  /** A customer's last socket is gone. */
  left(customerId: string): void {
    this.#customerIds?.delete(customerId);
  }

  /** Rows have been written. */
  changed(changes: readonly Change[]): void {
    if (!this.#customerIds) return;
    for (const change of changes) {
      if (change.kind === 'chat_new' && change.chat.state !== 'ended') this.#customerIds.delete(change.chat.customerId);
      if (change.kind === 'chat' && change.set.state === 'ended') this.#ended(change.chatId);
    }
  }

  forget(): void {
    this.#customerIds = undefined;
  }

  #ended(chatId: string): void {
    const customerId = this.#reader.chat(chatId)?.customerId;
    if (customerId !== undefined && this.#sockets.heardAt({ kind: 'customer', id: customerId }) !== undefined) this.greeted(customerId);
  }

  #found(sockets: WebSocket[]): Set<string> {
    if (!this.#customerIds) {
      const customerIds = new Set(sockets.map((socket) => this.#sockets.of(socket).person.id));
      for (const customerId of customerIds) if (this.#reader.liveChatOf(customerId)) customerIds.delete(customerId);
      this.#customerIds = customerIds;
    }
    return this.#customerIds;
  }
}
