// Finds the addresses in a message. Everything else stays text; nothing is ever read as HTML. Pure.

import { LinkifyIt } from 'linkify-it';

/** A piece of a message: plain text, or an address to go to. */
export type Piece = { text: string; href: string | null };

/** Only addresses that a browser opens or a mail program writes to; never `javascript:`, `data:` or `file:`. */
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const finder = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true });

/** The message in pieces; put together, their texts are the message again. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of finder.match(text) ?? []) {
    const href = safeHref(match.url);
    if (href === null) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: match.raw, href });
    end = match.lastIndex;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
}
