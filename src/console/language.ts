// The language of the console: the saved choice, then the browser's, then Swedish; and the lookups that every screen uses.

import { computed, signal } from '@preact/signals';
import { type CatalogueLike, type Translate, translator } from '../i18n/catalogue.ts';
import { accountEn } from '../i18n/console/account.en.ts';
import { accountSv } from '../i18n/console/account.sv.ts';
import { en } from '../i18n/console/en.ts';
import { settingsEn } from '../i18n/console/settings.en.ts';
import { settingsSv } from '../i18n/console/settings.sv.ts';
import { statisticsEn } from '../i18n/console/statistics.en.ts';
import { statisticsSv } from '../i18n/console/statistics.sv.ts';
import { sv } from '../i18n/console/sv.ts';
import { recall, remember } from './choices.ts';

const SV = { ...sv, ...settingsSv, ...accountSv, ...statisticsSv };
const EN = { ...en, ...settingsEn, ...accountEn, ...statisticsEn };
export type Words = typeof SV;
export type ConsoleLanguage = 'sv' | 'en';

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<ConsoleLanguage, string> = { sv: 'Svenska', en: 'English' };
const CATALOGUES: Record<ConsoleLanguage, CatalogueLike<Words>> = { sv: SV, en: EN };

export const language = signal<ConsoleLanguage>(initial());
const lookup = computed<Translate<Words>>(() => translator(CATALOGUES[language.value], language.value));
const clockFormat = computed(
  () =>
    new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : language.value, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
);

/** A sentence in the language chosen now; a component that calls it is drawn again when the language changes. */
export const t: Translate<Words> = (key, ...values) => lookup.value(key, ...values);

/** A moment as the clock on the wall: `13:02:10`. */
export function clockTime(at: number): string {
  return clockFormat.value.format(at);
}

/** A moment with its day: `22 nov. 2026 13:02`. */
export function dayAndTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A day: `22 nov. 2026`. */
export function day(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(at);
}

function locale(): string {
  return language.value === 'en' ? 'en-GB' : language.value;
}

/** A length of time in ms, short: `28 s`, `3 min`, `1 h 5 min`. */
export function shortTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return t('seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('minutes', { count: minutes });
  return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Changes the language, also for the next visit. */
export function chooseLanguage(chosen: ConsoleLanguage): void {
  remember('language', chosen);
  language.value = chosen;
}

/** Whether the console speaks it. */
export function isConsoleLanguage(value: string | null | undefined): value is ConsoleLanguage {
  return value !== null && value !== undefined && Object.hasOwn(CATALOGUES, value);
}

function initial(): ConsoleLanguage {
  const candidates = [recall('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find(isConsoleLanguage) ?? 'sv';
}
