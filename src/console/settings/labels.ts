// What each setting is called, what it does and in which unit, by the key of its sentence: one list for pages, summaries and differences.

import { LANGUAGES, type Language } from '../../shared/model.ts';
import { type RangeName, TEXT_NAMES, type TextName, WEEKDAYS, type Weekday } from '../../shared/settings.ts';
import { t, type Words } from '../language.ts';

type Key = keyof Words;

/** Each language by its own name. */
export const OWN_NAMES: Record<Language, string> = { sv: 'Svenska', nb: 'Norsk bokmål', da: 'Dansk', fi: 'Suomi', en: 'English' };

export const TEXTS = {
  welcome: { label: 'textWelcome', where: 'textWelcomeWhere', queue: false },
  queueWelcome: { label: 'textQueueWelcome', where: 'textQueueWelcomeWhere', queue: true },
  inQueue: { label: 'textInQueue', where: 'textInQueueWhere', queue: true },
  queueClosed: { label: 'textQueueClosed', where: 'textQueueClosedWhere', queue: true },
  busy: { label: 'textBusy', where: 'textBusyWhere', queue: false },
  closed: { label: 'textClosed', where: 'textClosedWhere', queue: false },
} as const satisfies Record<TextName, { label: Key; where: Key; queue: boolean }>;

export const DAYS = {
  monday: 'setMonday',
  tuesday: 'setTuesday',
  wednesday: 'setWednesday',
  thursday: 'setThursday',
  friday: 'setFriday',
  saturday: 'setSaturday',
  sunday: 'setSunday',
} as const satisfies Record<Weekday, Key>;

export type Unit = 'setUnitSeconds' | 'setUnitDays' | 'setUnitTimes' | 'setUnitPeople';

export const NUMBERS = {
  transferAfterSeconds: { label: 'setTransferAfter', help: 'setTransferAfterHelp', unit: 'setUnitSeconds' },
  busyAfterMisses: { label: 'setBusyAfter', help: 'setBusyAfterHelp', unit: 'setUnitTimes' },
  silentStartSeconds: { label: 'setSilentStart', help: 'setSilentStartHelp', unit: 'setUnitSeconds' },
  wrapUpSeconds: { label: 'setWrapUp', help: 'setWrapUpHelp', unit: 'setUnitSeconds' },
  editorGraceSeconds: { label: 'setEditorGrace', help: 'setEditorGraceHelp', unit: 'setUnitSeconds' },
  orphanSeconds: { label: 'setOrphan', help: 'setOrphanHelp', unit: 'setUnitSeconds' },
  customerGraceSeconds: { label: 'setCustomerGrace', help: 'setCustomerGraceHelp', unit: 'setUnitSeconds' },
  queueGraceSeconds: { label: 'setQueueGrace', help: 'setQueueGraceHelp', unit: 'setUnitSeconds' },
  idleEndSeconds: { label: 'setIdleEnd', help: 'setIdleEndHelp', unit: 'setUnitSeconds' },
  maxQueueLength: { label: 'setMaxQueue', help: 'setMaxQueueHelp', unit: 'setUnitPeople' },
  retentionDays: { label: 'setRetention', help: 'setRetentionHelp', unit: 'setUnitDays' },
} as const satisfies Record<RangeName, { label: Key; help: Key; unit: Unit }>;

const OTHERS = {
  '/allowQueue': 'setAllowQueue',
  '/showPlace': 'setShowPlace',
  '/nameField': 'setNameField',
  '/emailField': 'setEmailField',
  '/questionField': 'setQuestionField',
  '/typingPreview': 'setTypingPreview',
  '/name': 'setName',
  '/color': 'setColor',
  '/contactLink': 'contactLink',
  '/privacyLink': 'setPrivacy',
  '/origins': 'setOrigins',
  '/language': 'setLanguage',
  '/timeZone': 'setTimeZone',
} as const satisfies Record<string, keyof Words>;

/** What the field at a pointer is called; a text or a weekday with which one it is. */
export function labelOf(pointer: string): string {
  const [first = '', second, third] = pointer.slice(1).split('/');
  const language = LANGUAGES.find((candidate) => candidate === second);
  const text = TEXT_NAMES.find((name) => name === third);
  if (first === 'texts' && language !== undefined && text !== undefined) return `${t(TEXTS[text].label)} (${OWN_NAMES[language]})`;
  const day = WEEKDAYS.find((candidate) => candidate === second);
  if (first === 'queueStopAt' && day !== undefined) return `${t('setQueueStop')} (${t(DAYS[day])})`;
  if (isNumber(first)) return t(NUMBERS[first].label);
  return isOther(pointer) ? t(OTHERS[pointer]) : pointer;
}

function isOther(pointer: string): pointer is keyof typeof OTHERS {
  return Object.hasOwn(OTHERS, pointer);
}

function isNumber(name: string): name is RangeName {
  return Object.hasOwn(NUMBERS, name);
}
