// Turns keystrokes into few signals: on while text is being written, off when it is sent, emptied or left alone. Knows no socket.

const EVERY_MS = 3_000;
/** With the preview setting (P5) the editor sees the words, so they come more often. */
const PREVIEW_EVERY_MS = 1_000;
const STOPS_AFTER_MS = 5_000;

/** Call the result with the whole text at every key, and with an empty one when it is sent. */
export function createTyping(signal: (on: boolean, text: string) => void): (text: string, preview: boolean) => void {
  let saidAt = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (saidAt) signal(false, '');
    saidAt = 0;
  };
  return (text, preview) => {
    clearTimeout(quiet);
    if (!text.trim()) return stop();
    quiet = setTimeout(stop, STOPS_AFTER_MS);
    if (Date.now() - saidAt < (preview ? PREVIEW_EVERY_MS : EVERY_MS)) return;
    saidAt = Date.now();
    signal(true, text);
  };
}
