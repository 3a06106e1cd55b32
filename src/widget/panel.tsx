// The panel's module, fetched on interest: puts the panel into the loader's shadow root, ties it to the customer's session, obeys the page.

import { isLive, type StartFields } from '../client/customer-desk.ts';
import { chooseLanguage, loadWords } from '../i18n/widget/load.ts';
import type { CustomerOut } from '../shared/protocol.ts';
import type { Panel, PanelOptions } from './contract.ts';
import { createCustomer } from './customer.ts';
import { createDrawing } from './drawing.tsx';
import { createMemory } from './memory.ts';
import type { Look } from './ui.ts';
import { viewOf } from './view.ts';

/** A connection that is back within this time was never gone, for the eye. */
const LOST_SHOWN_AFTER_MS = 1_500;
/** The first connection may take longer. */
const UNREACHED_SHOWN_AFTER_MS = 9_000;

/** Makes the panel, closed, and takes a chat up again that was going on. Rejects if the words cannot be fetched. */
export async function mountPanel(options: PanelOptions): Promise<Panel> {
  const language = chooseLanguage([options.language, document.documentElement.lang, ...navigator.languages]);
  const t = await loadWords(language);
  const memory = createMemory(options.chatflowId);
  const customer = createCustomer({ origin: options.origin, chatflowId: options.chatflowId, language, memory, onChange });
  const look: Look = { open: false, asking: false, lost: false, spoken: '' };
  const drawing = createDrawing(options, { t, language, customer, look, ask, close });
  let unreadCount = 0;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  /** A start that the page asked for before the desk had answered. */
  let startWanted = false;

  function onChange(came?: CustomerOut): void {
    const known = customer.known();
    if (came) tell(came);
    if (startWanted && viewOf(known) === 'start') {
      startWanted = false;
      void customer.start(false);
    }
    if (known.connection === 'open') {
      clearTimeout(lostTimer);
      lostTimer = undefined;
      look.lost = false;
    } else {
      const patienceMs = known.chatflow ? LOST_SHOWN_AFTER_MS : UNREACHED_SHOWN_AFTER_MS;
      lostTimer ??= setTimeout(() => {
        look.lost = true;
        draw();
      }, patienceMs);
    }
    look.asking &&= isLive(known);
    draw();
  }

  /** Counts what came unseen and tells the page about it; never a text. */
  function tell(came: CustomerOut): void {
    if (came.type === 'message') {
      const { author } = came.message;
      if (author !== 'customer' && (!look.open || document.hidden)) unreadCount++;
      options.emit('message', { author });
    }
    // A chat that goes on elsewhere has neither begun nor ended (T11).
    if (came.type === 'chat' && !came.chat.movedTo) options.emit(came.chat.state === 'ended' ? 'end' : 'chat', { state: came.chat.state });
  }

  function draw(): void {
    drawing.draw();
    const unreadText = unreadCount ? t('unread', { count: unreadCount }) : '';
    options.onState({ open: look.open, live: isLive(customer.known()), unreadCount, unreadText });
  }

  function ask(asking: boolean): void {
    look.asking = asking;
    draw();
  }

  function show(open: boolean): void {
    if (look.open === open) return;
    look.open = open;
    if (open) unreadCount = 0;
    memory.write({ open });
    draw();
    options.emit(open ? 'open' : 'close');
  }

  function open(): void {
    customer.connect();
    show(true);
  }

  function close(): void {
    show(false);
    // Without a chat nothing is left to listen to.
    if (!isLive(customer.known())) customer.disconnect();
  }

  const onVisible = () => {
    if (document.hidden || !look.open) return;
    unreadCount = 0;
    draw();
  };
  document.addEventListener('visibilitychange', onVisible);
  if (memory.read().live) customer.connect();

  return {
    open,
    close,
    startChat(answers) {
      customer.fill(answersIn(answers));
      startWanted = true;
      open();
      onChange();
    },
    endChat: customer.end,
    shutdown() {
      document.removeEventListener('visibilitychange', onVisible);
      customer.disconnect();
      memory.forget();
      drawing.remove();
    },
  };
}

/** The form's fields among what a page hands over. */
function answersIn(value: unknown): Partial<StartFields> {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(([name, text]) => /^(name|email|question)$/.test(name) && typeof text === 'string');
  return Object.fromEntries(known);
}
