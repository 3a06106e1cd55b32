// T11. Carries chats from this desk to another: asks the other object until it says yes or no. What the answer means is the core's business.

import type { Event } from '../core/event.ts';
import { parcelOf } from '../core/move.ts';
import { type Refusal, refuse } from '../shared/errors.ts';
import { describe, log } from '../shared/log.ts';
import type { ChatflowRpc, Outcome } from './rpc.ts';
import type { SqlDesk } from './store/sql-desk.ts';

/** The objects of all chatflows, as far as moves need them. */
export interface Namespace {
  idFromString(id: string): DurableObjectId;
  get(id: DurableObjectId): Pick<ChatflowRpc, 'receiveChat'>;
}

type Answer = Outcome<{ token: string; chatId: string }>;

export class Moves {
  readonly #rows: SqlDesk;
  readonly #namespace: Namespace;
  readonly #underWay = new Set<string>();

  constructor(rows: SqlDesk, namespace: Namespace) {
    this.#rows = rows;
    this.#namespace = namespace;
  }

  /** Hands the chat over. The event that comes of it; null: no answer, the deadline asks again. Never throws. */
  async handOver(chatId: string): Promise<Event | null> {
    const chat = this.#rows.chat(chatId);
    if (!chat?.moving || this.#underWay.has(chatId)) return null;
    const { moveId, chatflowId } = chat.moving;
    this.#underWay.add(chatId);
    try {
      const answer = await this.#ask(chatflowId, () => parcelOf(this.#rows, chat));
      return answer.ok
        ? { type: 'move.accepted', chatId, moveId, token: answer.value.token, toChatId: answer.value.chatId }
        : { type: 'move.refused', chatId, moveId, code: answer.code };
    } catch (thrown) {
      log('move_failed', describe(thrown));
      return null;
    } finally {
      this.#underWay.delete(chatId);
    }
  }

  async #ask(chatflowId: string, parcel: () => Parameters<ChatflowRpc['receiveChat']>[0]): Promise<Answer> {
    const id = this.#idOf(chatflowId);
    return id === null ? (refuse('not_found') satisfies Refusal) : this.#namespace.get(id).receiveChat(parcel());
  }

  /** Null for what is no chatflow's id: the platform checks its signature and throws a TypeError. */
  #idOf(chatflowId: string): DurableObjectId | null {
    try {
      return this.#namespace.idFromString(chatflowId);
    } catch (thrown) {
      if (thrown instanceof TypeError) return null;
      throw thrown;
    }
  }
}
