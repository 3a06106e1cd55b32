// What a password must be: long enough, and not among the first that anybody would try. Knows no store.

import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../shared/limits.ts';

/** The commonest beginnings of passwords, and Nordic ones; what stands around them (digits, signs) does not make them better. */
const COMMONEST = new Set(
  `password passwort passord adgangskode losenord salasana kodeord hemligt hemmelig secret qwerty qwertyuiop qwertyui asdfghjkl asdfgh zxcvbnm
  iloveyou welcome valkommen velkommen tervetuloa letmein administrator admin kundservice kundtjanst kundeservice support chatt nasta changeme
  sommar sommaren sommer sommeren vinter vintern vinteren hosten varen kesa talvi syksy kevat sverige norge danmark suomi finland stockholm goteborg malmo oslo
  bergen kobenhavn helsinki januari februari september oktober november december mandag fredag football fotboll fotball hockey liverpool arsenal
  superman batman pokemon starwars princess sunshine monkey dragon master shadow michael jennifer jordan computer internet dator datamaskin
  abcdefgh abcdefghij abcabcabc aaaaaaaaaa testtest testing guest default`.split(/\s+/),
);
/** Fewer different characters than this are a pattern, not a password. */
const DIFFERENT_MIN_COUNT = 5;
/** So many digits and signs around a common word are looked through; with more of them it may be a good one. */
const AROUND_MAX_LENGTH = 6;
const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
];

/** What is wrong with a password for the person with this address, in English, without the password; null: nothing. */
export function passwordFault(password: string, email: string): string | null {
  if (password.length < PASSWORD_MIN_LENGTH) return `must have at least ${PASSWORD_MIN_LENGTH} characters`;
  if (password.length > PASSWORD_MAX_LENGTH) return `must have at most ${PASSWORD_MAX_LENGTH} characters`;
  const plain = plainOf(password);
  const address = plainOf(email);
  if (plain === address || plain === address.split('@')[0]) return 'must not be the e-mail address';
  return isCommon(plain) ? 'must not be one of the commonest passwords' : null;
}

/** Small letters, without the marks above them: "Lösenord" is as common as "losenord". */
function plainOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[øØ]/g, 'o').toLowerCase();
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < DIFFERENT_MIN_COUNT) return true;
  if (ROWS.some((row) => row.includes(plain))) return true;
  const core = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');
  if (plain.length - core.length > AROUND_MAX_LENGTH) return false;
  return COMMONEST.has(core) || COMMONEST.has(core.replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('3', 'e').replaceAll(/[@4]/g, 'a'));
}
