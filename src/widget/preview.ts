// The preview page's script: the widget's own panel, drawn for one wish after the other of the settings page that holds this page in a frame.
// No socket, no storage; nothing in it can be reached or takes the focus, because the page is inert.

import { type CustomerDesk, NEW_CUSTOMER } from '../client/customer-desk.ts';
import { chooseLanguage, loadWords } from '../i18n/widget/load.ts';
import { isPreviewWish, type PreviewWish } from '../shared/preview.ts';
import type { CustomerChat, Message } from '../shared/protocol.ts';
import type { TextName } from '../shared/settings.ts';
import type { PanelOptions } from './contract.ts';
import type { Customer } from './customer.ts';
import { createDrawing, type Drawing } from './drawing.tsx';

const PLACE = 3;
let known: CustomerDesk = NEW_CUSTOMER;
let drawn: { language: string; drawing: Drawing } | null = null;
let latest = 0;

/** A customer who does nothing. */
const customer: Customer = {
  known: () => known,
  connect: idle,
  disconnect: idle,
  fill: idle,
  start: async () => idle(),
  write: idle,
  retry: idle,
  typing: idle,
  end: idle,
  putAway: idle,
};

function idle(): void {
  // Nothing can be done in a picture.
}

/** What a customer would know who reads this text. */
function knownFor(wish: PreviewWish): CustomerDesk {
  const { text, chatflow } = wish;
  const chat = chatFor(text, wish);
  const message: Message = { seq: 1, author: 'system', text: chatflow.texts[text], at: Date.now() };
  const messages = text === 'welcome' || text === 'queueClosed' ? [message] : [];
  const canQueue = text === 'queueWelcome';
  const state = text === 'closed' || text === 'queueClosed' ? 'closed' : 'full';
  const desk = { state, canQueue, ...(canQueue && wish.showPlace ? { nextPlace: PLACE } : {}) } as const;
  return { ...NEW_CUSTOMER, connection: 'open', chatflow, desk, chat, transcript: { ...NEW_CUSTOMER.transcript, messages } };
}

function chatFor(text: TextName, { editorName, showPlace }: PreviewWish): CustomerChat | null {
  const chat = { chatId: 'preview', startedAt: Date.now(), lastSeq: 1 };
  switch (text) {
    case 'welcome':
      return { ...chat, state: 'assigned', editorName };
    case 'inQueue':
      return { ...chat, state: 'waiting', ...(showPlace ? { place: PLACE } : {}) };
    case 'queueClosed':
      return { ...chat, state: 'ended', endReason: 'queue_closed', endedAt: Date.now() };
    default:
      return null;
  }
}

function options(root: ShadowRoot, language: string): PanelOptions {
  const { origin } = location;
  return { root, chatflowId: 'preview', origin, language, color: null, side: 'right', scheme: 'auto', onState: idle, emit: idle };
}

async function show(root: ShadowRoot, wish: PreviewWish): Promise<void> {
  latest += 1;
  const turn = latest;
  const language = chooseLanguage([wish.language]);
  const t = await loadWords(language);
  if (turn !== latest) return;
  known = knownFor(wish);
  if (drawn?.language !== language) {
    drawn?.drawing.remove();
    const look = { open: true, asking: false, lost: false, spoken: '' };
    drawn = { language, drawing: createDrawing(options(root, language), { t, language, customer, look, ask: idle, close: idle }) };
  }
  drawn.drawing.draw();
}

document.body.inert = true;
const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.origin === location.origin && event.source === parent && isPreviewWish(event.data)) void show(root, event.data);
});
parent.postMessage({ type: 'nasta-preview-ready' }, location.origin);
