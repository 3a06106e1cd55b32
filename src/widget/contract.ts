// What the loader and the panel, two files fetched at different times, agree upon. Types only.

export type Side = 'left' | 'right';
export type Scheme = 'light' | 'dark' | 'auto';

/** What the launcher shows of the panel. */
export interface PanelState {
  open: boolean;
  /** A chat is going on, waiting or in conversation. */
  live: boolean;
  /** Messages that came while the panel was not open. */
  unreadCount: number;
  /** {@link unreadCount} in words, or empty. */
  unreadText: string;
}

export interface PanelOptions {
  /** Where the panel puts itself. */
  root: ShadowRoot;
  chatflowId: string;
  /** The service, as an origin: `https://host`. */
  origin: string;
  /** Wished by the page (`data-lang`), or null. */
  language: string | null;
  /** `#rrggbb` wished by the page, or null: the chatflow's own. */
  color: string | null;
  side: Side;
  scheme: Scheme;
  onState(state: PanelState): void;
  /** Tells the page: `open`, `close`, `chat`, `message`, `end`. Never a text. */
  emit(event: string, detail?: Readonly<Record<string, string>>): void;
}

export interface Panel {
  open(): void;
  close(): void;
  /** `answers`: what the page already knows, as `{name, email, question}`; anything else in it is ignored. */
  startChat(answers: unknown): void;
  /** Ends the chat, or leaves the line, without asking. */
  endChat(): void;
  /** Closes the connection, forgets what was stored and removes the panel. */
  shutdown(): void;
}

/** What the panel's module gives. */
export interface PanelModule {
  /** Rejects if the words cannot be fetched. */
  mountPanel(options: PanelOptions): Promise<Panel>;
}
