// The object's one alarm, and when it is set: only when something is due earlier than it stands, because each setting is a written row. One
// that stands too early does no harm: it wakes the desk, finds nothing due, and is set anew.

export class Alarm {
  readonly #storage: DurableObjectStorage;
  /** When it stands, as far as has been committed; null: none stands. */
  #setAt: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Looks after a start; nobody else remembers. */
  async read(): Promise<void> {
    this.#setAt = await this.#storage.getAlarm();
  }

  /** It has fired: none stands any more. */
  fired(): void {
    this.#setAt = null;
  }

  get missing(): boolean {
    return this.#setAt === null;
  }

  /** To be called inside the transaction; {@link settle} with what it gives once that is committed. */
  arm(dueAt: number | undefined): number | null {
    if (dueAt === undefined || (this.#setAt !== null && this.#setAt <= dueAt)) return this.#setAt;
    // Not awaited: the platform holds back what is sent until this, too, is on disk.
    void this.#storage.setAlarm(dueAt);
    return dueAt;
  }

  settle(setAt: number | null): void {
    this.#setAt = setAt;
  }
}
