// widget.js: the one script tag on a page. Draws the launcher and hears `nasta(…)`; fetches, opens and stores nothing before interest.
// A classic script without imports at run time: whatever is imported here is built into these two kilobytes.

import type { Panel, PanelModule, PanelState, Scheme } from './contract.ts';

/** Path of the panel's module, filled in by the build. */
declare const __PANEL_PATH__: string;

interface Nasta {
  (verb: string, ...rest: unknown[]): void;
  /** Calls made before this file was there. */
  q?: ArrayLike<unknown>[];
  /** This file has run on the page. */
  loaded?: true;
}
declare global {
  interface Window {
    nasta?: Nasta;
  }
}

const LABELS: Record<string, string> = {
  sv: 'Chatta med oss',
  nb: 'Chat med oss',
  da: 'Chat med os',
  fi: 'Chattaa kanssamme',
  en: 'Chat with us',
};

const CSS = `
.go{position:fixed;z-index:2147483000;bottom:20px;right:20px;min-height:52px;padding:0 20px 0 16px;display:flex;align-items:center;gap:10px;
border:0;border-radius:26px;background:#0b5a66;color:#fff;font:600 16px system-ui,sans-serif;
cursor:pointer;box-shadow:0 4px 18px #0a192347}
@supports(color:color(from red xyz x y z)){.go{background:var(--c,#0b5a66);
color:color(from var(--c,#0b5a66) xyz calc((.179 - y)*1e6) calc((.179 - y)*1e6) calc((.179 - y)*1e6))}}
.go[data-side=left]{right:auto;left:20px}.go[hidden]{display:none}.go:hover{filter:brightness(1.1)}
.go:focus-visible{outline:3px solid;outline-offset:-6px}.go[aria-busy=true]{cursor:progress}
.go svg{width:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
.go b{min-width:24px;border-radius:12px;background:#fff;color:#a3262a;font-size:14px;line-height:24px}.go b:empty{display:none}
@media(max-width:480px){.go{padding:0 14px}.go span{position:absolute;clip-path:inset(50%)}}
@media(forced-colors:active){.go{border:2px solid}}`;
const ICON = 'M4 5h16v11H10l-5 4v-4H4z';

function load(script: HTMLScriptElement, chatflowId: string): void {
  const { lang = null, color = null, position, colorScheme, launcher, open } = script.dataset;
  const { origin } = new URL(script.src);
  const side = position === 'left' ? 'left' : 'right';
  const scheme: Scheme = colorScheme === 'light' || colorScheme === 'dark' ? colorScheme : 'auto';
  const listeners: [event: string, hear: (detail: unknown) => void][] = [];

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'go';
  button.dataset.side = side;
  const svg = button.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', ICON);
  const label = button.appendChild(document.createElement('span'));
  const language = [lang, document.documentElement.lang, navigator.language]
    .map((tag) => tag?.slice(0, 2))
    .find((tag) => LABELS[tag ?? '']);
  label.textContent = LABELS[language ?? 'en'] ?? null;
  const badge = button.appendChild(document.createElement('b'));
  if (color) button.style.setProperty('--c', color);
  root.append(button);

  let wanted = launcher !== 'none';
  let state: PanelState = { open: false, live: false, unreadCount: 0, unreadText: '' };
  let panel: Promise<Panel> | undefined;
  let attempt = 0;

  const emit = (event: string, detail: Readonly<Record<string, string>> = {}) => {
    for (const [name, hear] of listeners) if (name === event) hear(detail);
    document.dispatchEvent(new CustomEvent(`nasta:${event}`, { detail }));
  };
  /** The launcher steps aside for the open panel; while a chat goes on there is always a way back. */
  const show = (next: PanelState = state) => {
    const closed = state.open && !next.open;
    state = next;
    button.hidden = state.open || !(wanted || state.live);
    badge.textContent = state.unreadCount ? String(state.unreadCount) : '';
    badge.title = state.unreadText;
    if (closed) button.focus();
  };
  const fetchPanel = (): Promise<Panel> => {
    panel ??= (async () => {
      try {
        // A failed import is remembered by its address: another try needs another one.
        const module: PanelModule = await import(/* @vite-ignore */ `${origin}${__PANEL_PATH__}${attempt ? `?${attempt}` : ''}`);
        return await module.mountPanel({ root, chatflowId, origin, language: lang, color, side, scheme, onState: show, emit });
      } catch (error) {
        attempt++;
        panel = undefined;
        throw error;
      }
    })();
    return panel;
  };
  const withPanel = (use: (panel: Panel) => void) => {
    button.ariaBusy = 'true';
    fetchPanel()
      .then(use, () => emit('error'))
      .finally(() => {
        button.ariaBusy = 'false';
      });
  };
  const warm = () => void fetchPanel().catch(() => emit('error'));
  const openPanel = () => withPanel((it) => it.open());

  const verbs: Record<string, (...rest: unknown[]) => void> = {
    open: openPanel,
    close: () => panel && withPanel((it) => it.close()),
    toggle: () => withPanel((it) => (state.open ? it.close() : it.open())),
    show: () => {
      wanted = true;
      show();
    },
    hide: () => {
      wanted = false;
      show();
    },
    startChat: (answers) => withPanel((it) => it.startChat(answers)),
    endChat: () => panel && withPanel((it) => it.endChat()),
    on: (event, hear) => typeof hear === 'function' && listeners.push([String(event), (detail) => hear(detail)]),
    shutdown: () => {
      if (panel) withPanel((it) => it.shutdown());
      host.remove();
    },
  };
  const early = window.nasta?.q ?? [];
  const nasta: Nasta = (verb, ...rest) => verbs[verb]?.(...rest);
  nasta.loaded = true;
  window.nasta = nasta;

  button.addEventListener('click', openPanel);
  button.addEventListener('pointerenter', warm);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-nasta-open]')) return;
    event.preventDefault();
    openPanel();
  });
  show();
  const attach = () => document.body.append(host);
  if (document.body) attach();
  else addEventListener('DOMContentLoaded', attach);
  for (const call of early) nasta(String(call[0]), ...Array.from(call).slice(1));

  const stored = recall(chatflowId);
  if (open === 'true' || open === '' || (stored.includes('"live":true') && stored.includes('"open":true'))) openPanel();
  else if (stored.includes('"live":true')) warm();
}

/** What the panel stored on an earlier page: its text says whether a chat goes on. */
function recall(chatflowId: string): string {
  try {
    return localStorage.getItem(`nasta:${chatflowId}`) ?? '';
  } catch {
    return ''; // Storage is refused here.
  }
}

const { currentScript } = document;
if (currentScript instanceof HTMLScriptElement && currentScript.dataset.chatflow && !window.nasta?.loaded) {
  load(currentScript, currentScript.dataset.chatflow);
}
