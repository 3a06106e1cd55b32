// What is wrong with a field, in words; and the ids by which labels, helps, errors and the summary find each other.

import { t } from '../language.ts';
import type { Wrong } from './state/checks.ts';

export function wrongWords(wrong: Wrong): string {
  switch (wrong.kind) {
    case 'empty':
      return t('setWrongEmpty');
    case 'whole':
      return t('setWrongWhole');
    case 'range': {
      const { min, max, orZero } = wrong;
      return orZero ? t('setWrongRangeOrZero', { min, max }) : t('setWrongRange', { min, max });
    }
    case 'length':
      return t('setWrongLength', { count: wrong.max });
    case 'link':
      return wrong.mailto ? t('setWrongLinkOrMail') : t('setWrongLink');
    case 'color':
      return t('setWrongColor');
    case 'time':
      return t('setWrongTime');
    case 'refused':
      return t('setWrongRefused', { reason: wrong.reason });
    default:
      return wrong satisfies never;
  }
}

export interface FieldIds {
  field: string;
  help: string;
  error: string;
}

/** The element ids of the field at a pointer. */
export function idsOf(pointer: string): FieldIds {
  const field = `field${pointer.replaceAll('/', '-')}`;
  return { field, help: `${field}-help`, error: `${field}-error` };
}
