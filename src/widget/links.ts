// Links: which ones the panel will show as such, and where they stand in a message. Text stays text; nothing here makes HTML.

/** Only `https:` and `mailto:` lead out. */
export function isLinkOut(text: string): boolean {
  return /^(https:\/\/|mailto:)\S+$/i.test(text);
}

/** Cuts a text at its `https:` addresses: every second piece is one. Punctuation that ends a sentence is not part of it. */
export function piecesOf(text: string): string[] {
  return text.split(/(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/i);
}
