// P5 the other way round: tells the customer that the editor is writing. Says so again while it goes on, and takes it back when it stops.

const AGAIN_MS = 4_000;
const PAUSE_MS = 5_000;

export interface TypingReporter {
  /** The input's text changed. */
  changed(text: string): void;
  /** Sent, left, or gone. */
  stop(): void;
}

/** `say` gets each change, and "still" every few seconds. */
export function reportTyping(say: (on: boolean) => void): TypingReporter {
  let saidAt: number | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(pause);
    if (saidAt === null) return;
    saidAt = null;
    say(false);
  };
  return {
    changed(text) {
      if (text.trim() === '') return stop();
      clearTimeout(pause);
      pause = setTimeout(stop, PAUSE_MS);
      if (saidAt !== null && Date.now() - saidAt < AGAIN_MS) return;
      saidAt = Date.now();
      say(true);
    },
    stop,
  };
}
