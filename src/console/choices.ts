// What a person has chosen for this browser: language and sound. localStorage; forgotten without harm where the browser refuses it.

export type Choice = 'language' | 'sound';

/** The remembered choice, or null. */
export function recall(choice: Choice): string | null {
  try {
    return localStorage.getItem(keyOf(choice));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Remembers a choice for the next visit, if the browser lets us. */
export function remember(choice: Choice, value: string): void {
  try {
    localStorage.setItem(keyOf(choice), value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function keyOf(choice: Choice): string {
  return `nasta.console.${choice}`;
}
