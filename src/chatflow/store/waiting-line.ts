// Who stands in line, in memory: so that a place is told without counting rows. Holds ids alone; the rows stay in the store.

export interface InLine {
  joinSeq: number;
  chatId: string;
}

/** Everybody in line by `joinSeq`. Adding at the end and finding are cheap; leaving moves pointers only. */
export class WaitingLine {
  readonly #entries: InLine[];

  /** `entries`: already in order. */
  constructor(entries: InLine[]) {
    this.#entries = entries;
  }

  add(entry: InLine): void {
    this.#entries.splice(this.#indexOf(entry.joinSeq), 0, entry);
  }

  remove(joinSeq: number): void {
    const index = this.#indexOf(joinSeq);
    if (this.#entries[index]?.joinSeq === joinSeq) this.#entries.splice(index, 1);
  }

  /** 1 + those who joined before. */
  placeOf(joinSeq: number): number {
    return 1 + this.#indexOf(joinSeq);
  }

  /** Whose place this is, from 1. */
  chatIdAt(place: number): string | undefined {
    return this.#entries[place - 1]?.chatId;
  }

  /** The first index whose joinSeq is not lower. */
  #indexOf(joinSeq: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.joinSeq ?? 0) < joinSeq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
