// What every screen of the panel is given. Screens are functions of it: all that changes is in the customer's desk or in {@link Look}.

import type { CustomerDesk } from '../client/customer-desk.ts';
import type { WidgetWords } from '../i18n/widget/load.ts';
import type { Language } from '../shared/model.ts';
import type { Customer } from './customer.ts';
import type { View } from './view.ts';

/** What the panel itself knows beside the desk. */
export interface Look {
  open: boolean;
  /** "Do you want to end the chat?" stands over the screen. */
  asking: boolean;
  /** The connection has been gone long enough to speak of it. */
  lost: boolean;
  /** What a screen reader is told. */
  spoken: string;
}

export interface Ui {
  t: WidgetWords;
  language: Language;
  known: CustomerDesk;
  customer: Customer;
  view: View;
  look: Look;
  /** Opens or puts away the question of {@link Look.asking}. */
  ask(asking: boolean): void;
  close(): void;
}

/** `13:02`, as the language writes it. */
export function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}
