// Text that people write into forms: one line (names) or several (texts of the desk). Says what is refused; changes nothing but outer space.

import { z } from 'zod';

/** Controls, direction overrides and invisible marks, with which a name can pretend to be another. Joiners stay: scripts need them. */
const DECEPTIVE = /[\p{Cc}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
/** Controls other than line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/u;

/** One line with something on it, trimmed, such as a name. */
export function line(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((value) => value.isWellFormed() && !DECEPTIVE.test(value), 'must be one line without control or invisible characters');
}

/** Several lines, or none. */
export function lines(maxLength: number) {
  return z
    .string()
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((value) => value.isWellFormed() && !CONTROL.test(value), 'must not contain control characters');
}
