// What is wrong with a field before it is sent, from the same ranges as the service's own schema. Pure. The service has the last word.

import { LINK_MAX_LENGTH, NAME_MAX_LENGTH, TEXT_MAX_LENGTH } from '../../../shared/limits.ts';
import { RANGES, type RangeName } from '../../../shared/settings.ts';
import type { Fields, FieldValue } from './fields.ts';

/** `refused`: what the service said about the field, in its own English words. */
export type Wrong =
  | { kind: 'empty' }
  | { kind: 'whole' }
  | { kind: 'range'; min: number; max: number; orZero: boolean }
  | { kind: 'length'; max: number }
  | { kind: 'link'; mailto: boolean }
  | { kind: 'color' }
  | { kind: 'time' }
  | { kind: 'refused'; reason: string };

/** What is wrong with this value of the field, or null. */
export function wrongWith(pointer: string, value: FieldValue): Wrong | null {
  if (typeof value !== 'string') return null;
  const name = pointer.slice(1);
  if (isRange(name)) return wrongNumber(name, value.trim());
  if (pointer.startsWith('/texts/')) return value.length > TEXT_MAX_LENGTH ? { kind: 'length', max: TEXT_MAX_LENGTH } : null;
  if (pointer.startsWith('/queueStopAt/')) return value === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : { kind: 'time' };
  switch (name) {
    case 'name':
      if (value.trim() === '') return { kind: 'empty' };
      return value.trim().length > NAME_MAX_LENGTH ? { kind: 'length', max: NAME_MAX_LENGTH } : null;
    case 'color':
      return /^#[0-9a-f]{6}$/i.test(value) ? null : { kind: 'color' };
    case 'contactLink':
      return isLink(value, ['https:', 'mailto:']) ? null : { kind: 'link', mailto: true };
    case 'privacyLink':
      return isLink(value, ['https:']) ? null : { kind: 'link', mailto: false };
    default:
      return null;
  }
}

/** Everything that is wrong with these fields, by pointer. */
export function wrongIn(fields: Fields, pointers: readonly string[]): Record<string, Wrong> {
  const found: Record<string, Wrong> = {};
  for (const pointer of pointers) {
    const wrong = wrongWith(pointer, fields[pointer] ?? '');
    if (wrong !== null) found[pointer] = wrong;
  }
  return found;
}

/** The origin of an address that somebody typed or pasted (`https://` may be left out), or null if that is no page's address. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || /[\s*]/.test(text) || !URL.canParse(address)) return null;
  const { protocol, origin, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && /(^|\.)localhost$|^127\.0\.0\.1$|^\[::1\]$/.test(hostname))) return null;
  return hostname.includes('.') || hostname === 'localhost' || hostname === '[::1]' ? origin : null;
}

function isRange(name: string): name is RangeName {
  return Object.hasOwn(RANGES, name);
}

function wrongNumber(name: RangeName, text: string): Wrong | null {
  const { min, max, orZero } = RANGES[name];
  if (text === '') return { kind: 'empty' };
  if (!/^-?\d+$/.test(text)) return { kind: 'whole' };
  const value = Number(text);
  return (orZero && value === 0) || (value >= min && value <= max) ? null : { kind: 'range', min, max, orZero };
}

function isLink(value: string, protocols: readonly string[]): boolean {
  if (value === '') return true;
  return (
    value.length <= LINK_MAX_LENGTH && !/[\s\p{Cc}]/u.test(value) && URL.canParse(value) && protocols.includes(new URL(value).protocol)
  );
}
