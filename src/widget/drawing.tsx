/** @jsxImportSource ./jsx */
// Draws what is known, and does by hand what a picture alone cannot: focus, coming back to the newest message, saying things aloud.

import type { PanelOptions } from './contract.ts';
import { Frame } from './frame.tsx';
import { render } from './jsx/jsx-runtime.ts';
import { PANEL_CSS } from './styles.ts';
import type { Ui } from './ui.ts';
import { sentenceOf, spokenOf, type View, viewOf } from './view.ts';

/** The place in line is spoken at most this often. */
const PLACE_SPOKEN_EVERY_MS = 30_000;

export interface Drawing {
  draw(): void;
  remove(): void;
}

export function createDrawing(options: PanelOptions, given: Omit<Ui, 'known' | 'view'>): Drawing {
  const { look, t, customer } = given;
  const element = makeElement(options, given.language);
  let drawn = { open: false, asking: false, view: 'loading' as View, refused: customer.known().refused, outgoing: 0 };
  let spokenAt = 0;

  function draw(): void {
    const known = customer.known();
    const view = viewOf(known);
    if (view !== 'waiting' || drawn.view !== view || Date.now() - spokenAt > PLACE_SPOKEN_EVERY_MS) {
      look.spoken = look.open ? spokenOf(known, view, sentenceOf(known, view, look.lost, t), t) : '';
      spokenAt = Date.now();
    }
    element.style.setProperty('--color', [options.color, known.chatflow?.color].find(isColor) ?? '#0b5a66');
    element.ariaLabel = known.chatflow?.name ?? t('nowConnecting');
    element.hidden = !look.open;
    render(<Frame ui={{ ...given, known, view }} />, element);
    // The log runs from its end (styles.ts), so that it follows by itself; an own message brings a reader back there.
    const log = element.querySelector('.log');
    const outgoing = known.transcript.outgoing.length;
    if (log && outgoing > drawn.outgoing) log.scrollTop = 0;
    // The focus goes to each new screen, so that keyboard and screen reader are where the eye is.
    const { open, asking } = look;
    const { refused } = known;
    if (asking && !drawn.asking) focus('[data-safe]');
    else if (open && (!drawn.open || drawn.view !== view || asking !== drawn.asking)) focus('[data-focus]');
    else if (refused?.field && refused !== drawn.refused) focus(`[name=${refused.field}]`);
    drawn = { open, asking, view, refused, outgoing };
  }

  function focus(selector: string): void {
    element.querySelector<HTMLElement>(selector)?.focus();
  }

  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (look.asking) given.ask(false);
    else given.close();
  });

  return {
    draw,
    remove() {
      render(null, element);
      element.remove();
    },
  };
}

function isColor(text: string | null | undefined): text is string {
  return /^#[0-9a-f]{6}$/i.test(text ?? '');
}

function makeElement(options: PanelOptions, language: string): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PANEL_CSS);
  options.root.adoptedStyleSheets = [...options.root.adoptedStyleSheets, sheet];
  const element = document.createElement('section');
  element.className = 'panel';
  element.role = 'dialog';
  element.lang = language;
  element.hidden = true;
  element.dataset.side = options.side;
  element.dataset.scheme = options.scheme;
  options.root.append(element);
  return element;
}
