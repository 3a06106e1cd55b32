// How a customer without a name is called, and how a page's address reads. Pure; whatever a customer chose is treated as plain text.

/** Three digits that stay the same for a chat everywhere, so that editors can speak of "Kund 207". */
export function shortNumber(chatId: string): number {
  let hash = 2_166_136_261;
  for (const character of chatId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return 100 + (((hash ^ (hash >>> 15)) >>> 0) % 900);
}

/** The parts of a page's path, readable: `/avfall/flytta-soptunna` → `Avfall`, `Flytta soptunna`. Empty for a start page or no address. */
export function pathParts(page: string): string[] {
  if (!URL.canParse(page)) return [];
  return new URL(page).pathname
    .split('/')
    .filter((part) => part !== '')
    .map((part) => readable(part));
}

function readable(part: string): string {
  const words = decoded(part)
    .replace(/\.(html?|php|aspx?)$/i, '')
    .replace(/[-_+]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A path part that is not valid percent-encoding is shown as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
