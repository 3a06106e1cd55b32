// Loads the words of one language for the widget, and no other. A new language is one more line here.

import type { Language } from '../../shared/model.ts';
import { type Translate, translator } from '../catalogue.ts';
import type { sv } from './sv.ts';

export type WidgetWords = Translate<typeof sv>;

const LOADERS = {
  sv: async () => (await import('./sv.ts')).sv,
  en: async () => (await import('./en.ts')).en,
};
export type WidgetLanguage = keyof typeof LOADERS & Language;

/** The first of the wished languages (BCP 47, best first) that the widget speaks; English for a stranger. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): WidgetLanguage {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/)[0];
    if (language === 'sv' || language === 'en') return language;
  }
  return 'en';
}

/** The words, ready to use. Rejects if they cannot be fetched. */
export async function loadWords(language: WidgetLanguage): Promise<WidgetWords> {
  return translator<typeof sv>(await LOADERS[language](), language);
}
