// What the letters say, in the languages that there are; short, and without anything that an address does not know already.

import { translationOf, translator } from '../i18n/catalogue.ts';
import type { Letter } from './mail.ts';

const sv = {
  inviteSubject: 'Inbjudan till {account} i Nästa',
  inviteText: `Hej {name}!

Du är inbjuden till {account} i Nästa, chatten för kundservice.

Öppna länken för att komma igång:
{link}

Länken fungerar en gång, i sju dagar. Väntade du dig inte det här brevet kan du bortse från det.
`,
  resetSubject: 'Nytt lösenord till Nästa',
  resetText: `Hej {name}!

Någon, förhoppningsvis du, vill välja ett nytt lösenord till Nästa.

Öppna länken för att välja det:
{link}

Länken fungerar en gång, i en timme. Var det inte du kan du bortse från brevet: ditt lösenord är som förut.
`,
} as const;

const en = translationOf<typeof sv>()({
  inviteSubject: 'Invitation to {account} in Nästa',
  inviteText: `Hello {name},

You are invited to {account} in Nästa, the chat for customer service.

Open the link to get started:
{link}

The link works once, for seven days. If you did not expect this letter, you can ignore it.
`,
  resetSubject: 'A new password for Nästa',
  resetText: `Hello {name},

Somebody, hopefully you, wants to choose a new password for Nästa.

Open the link to choose it:
{link}

The link works once, for an hour. If it was not you, you can ignore this letter: your password is as it was.
`,
});

const CATALOGUES = { sv, en };
type LetterLanguage = keyof typeof CATALOGUES;

/** The language of a letter for somebody whose own language is not known: what the browser of whoever asked for it prefers. */
export function letterLanguage(acceptLanguage: string | undefined): LetterLanguage {
  for (const wish of (acceptLanguage ?? '').split(',')) {
    const language = wish.trim().slice(0, 2).toLowerCase();
    if (language === 'sv' || language === 'en') return language;
  }
  return 'sv';
}

export function invitationLetter(
  language: LetterLanguage,
  { to, name, account, link }: { to: string; name: string; account: string; link: string },
): Letter {
  const t = translator<typeof sv>(CATALOGUES[language], language);
  return { to, subject: t('inviteSubject', { account }), text: t('inviteText', { name, account, link }) };
}

export function resetLetter(language: LetterLanguage, { to, name, link }: { to: string; name: string; link: string }): Letter {
  const t = translator<typeof sv>(CATALOGUES[language], language);
  return { to, subject: t('resetSubject'), text: t('resetText', { name, link }) };
}
