// T2. Tells the desk in which chat the cursor stands: in its input, with the page visible and the window active. Only the editor moves it.

/** The chat whose input has the cursor now by the rule of T2, or null. Inputs carry `data-chat`. */
export function chatWithCursor(page: Document): string | null {
  const field = page.activeElement;
  if (!(field instanceof HTMLTextAreaElement) || page.visibilityState !== 'visible' || !page.hasFocus()) return null;
  return field.dataset.chat ?? null;
}

export interface FocusReporter {
  /** Looks where the cursor is and reports a change. */
  look(): void;
  /** Says again what stands, to a desk that has just been reconnected to. `isThere` tells whether the chat is that desk's. */
  repeat(isThere: (chatId: string) => boolean): void;
}

/** `report` hears each change once: off for the chat that was left, on for the one that was entered. */
export function createFocusReporter(find: () => string | null, report: (chatId: string, on: boolean) => void): FocusReporter {
  let reported: string | null = null;
  const look = () => {
    const now = find();
    if (now === reported) return;
    const left = reported;
    reported = now;
    if (left !== null) report(left, false);
    if (now !== null) report(now, true);
  };
  return {
    look,
    repeat(isThere) {
      const before = reported;
      look();
      if (reported !== null && reported === before && isThere(reported)) report(reported, true);
    },
  };
}

/** A reporter that looks whenever the cursor, the page or its window may have changed. */
export function followCursor(report: (chatId: string, on: boolean) => void): FocusReporter {
  const reporter = createFocusReporter(() => chatWithCursor(document), report);
  // The page's own state is up to date only after these events have been handed out.
  const lookSoon = () => queueMicrotask(reporter.look);
  for (const kind of ['focusin', 'focusout', 'visibilitychange']) document.addEventListener(kind, lookSoon);
  for (const kind of ['focus', 'blur', 'pageshow', 'pagehide']) addEventListener(kind, lookSoon);
  return reporter;
}
