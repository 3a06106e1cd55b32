// S3. What the desk says when the organisation has not written its own text, in five languages.

import type { Language } from '../model.ts';
import type { Settings, TextName } from '../settings.ts';

export const DEFAULT_TEXTS: Record<Language, Record<TextName, string>> = {
  sv: {
    welcome: 'Hej och välkommen! Skriv din fråga så svarar vi strax.',
    queueWelcome: 'Just nu är alla platser upptagna. Ställ dig gärna i kön så är det snart din tur.',
    inQueue: 'Tack för att du väntar – snart är det din tur. Du kan läsa vidare på sidan så länge.',
    queueClosed: 'Vi måste tyvärr stänga chatten innan vi hann prata med dig. Välkommen tillbaka när vi har öppet igen.',
    busy: 'Just nu är alla platser upptagna. Försök gärna igen om en stund.',
    closed: 'Chatten är stängd just nu. Välkommen tillbaka när vi har öppet.',
  },
  nb: {
    welcome: 'Hei og velkommen! Skriv spørsmålet ditt, så svarer vi straks.',
    queueWelcome: 'Akkurat nå er alle plasser opptatt. Still deg gjerne i kø, så er det snart din tur.',
    inQueue: 'Takk for at du venter – snart er det din tur. Du kan lese videre på siden så lenge.',
    queueClosed: 'Vi måtte dessverre stenge chatten før vi rakk å snakke med deg. Velkommen tilbake når vi har åpent igjen.',
    busy: 'Akkurat nå er alle plasser opptatt. Prøv gjerne igjen om en stund.',
    closed: 'Chatten er stengt akkurat nå. Velkommen tilbake når vi har åpent.',
  },
  da: {
    welcome: 'Hej og velkommen! Skriv dit spørgsmål, så svarer vi om et øjeblik.',
    queueWelcome: 'Lige nu er alle pladser optaget. Stil dig gerne i kø, så er det snart din tur.',
    inQueue: 'Tak, fordi du venter – snart er det din tur. Du kan læse videre på siden imens.',
    queueClosed: 'Vi måtte desværre lukke chatten, før vi nåede at tale med dig. Velkommen tilbage, når vi har åbent igen.',
    busy: 'Lige nu er alle pladser optaget. Prøv gerne igen om lidt.',
    closed: 'Chatten er lukket lige nu. Velkommen tilbage, når vi har åbent.',
  },
  fi: {
    welcome: 'Hei ja tervetuloa! Kirjoita kysymyksesi, niin vastaamme pian.',
    queueWelcome: 'Kaikki paikat ovat juuri nyt varattuja. Voit jäädä jonoon, niin pääset pian chattiin.',
    inQueue: 'Kiitos, että odotat – vuorosi tulee pian. Voit sillä välin jatkaa sivun lukemista.',
    queueClosed:
      'Jouduimme valitettavasti sulkemaan chatin ennen kuin ehdimme palvella sinua. Tervetuloa takaisin, kun olemme taas avoinna.',
    busy: 'Kaikki paikat ovat juuri nyt varattuja. Yritä mielellään hetken kuluttua uudelleen.',
    closed: 'Chat on juuri nyt suljettu. Tervetuloa takaisin, kun olemme avoinna.',
  },
  en: {
    welcome: 'Hello and welcome! Write your question and we will answer shortly.',
    queueWelcome: 'All places are taken right now. You are welcome to join the queue; it will soon be your turn.',
    inQueue: 'Thank you for waiting – it will soon be your turn. You can keep reading the page meanwhile.',
    queueClosed: 'We are sorry: we had to close the chat before we could talk with you. Welcome back when we are open again.',
    busy: 'All places are taken right now. Please try again in a little while.',
    closed: 'The chat is closed right now. Welcome back when we are open.',
  },
};

/** The text that a customer with this language reads (S3: an empty one means the default). */
export function textFor(settings: Pick<Settings, 'texts'>, language: Language, name: TextName): string {
  return settings.texts[language]?.[name] || DEFAULT_TEXTS[language][name];
}

/** All texts that a customer with this language can meet. */
export function textsFor(settings: Pick<Settings, 'texts'>, language: Language): Record<TextName, string> {
  return { ...DEFAULT_TEXTS[language], ...dropEmpty(settings.texts[language] ?? {}) };
}

function dropEmpty(texts: Partial<Record<TextName, string>>): Partial<Record<TextName, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}
