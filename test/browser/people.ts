// What customers and editors do in the browser tests, in the words that they read on their screens. Each act waits for what it brings about.

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage, StageDesk } from './harness.ts';

/** A customer on the organisation's page. The widget lives in a shadow tree, which locators see through. */
export class Customer {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  /** Opens the panel: this is not yet the click (P1). */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Chatta med oss' }).click();
  }

  async start(): Promise<void> {
    await this.open();
    await this.page.getByLabel('Namn').fill(this.name);
    await this.page.getByRole('button', { name: 'Starta chatten' }).click();
  }

  /** Fills in the form of a full desk and joins the line (Q4). */
  async join(): Promise<void> {
    await this.open();
    await this.page.getByLabel('Namn').fill(this.name);
    await this.page.getByRole('button', { name: /Ställ mig i kön/ }).click();
    await this.page.getByText('Du står i kön').waitFor();
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Skriv ett meddelande' }).fill(text);
    await this.page.getByRole('button', { name: 'Skicka' }).click();
    await this.page
      .getByText(/^Skickat/)
      .last()
      .waitFor();
  }

  /** Waits until this can be read in the panel. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }
}

/** An editor in the console. */
export class Editor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async setStatus(word: 'Ledig' | 'Upptagen'): Promise<void> {
    const button = this.page.getByRole('group', { name: 'Din status' }).getByRole('button', { name: word });
    await button.click();
    await this.page.getByRole('group', { name: 'Din status' }).getByRole('button', { name: word, pressed: true }).waitFor();
  }

  /** The window of the customer with this name. */
  window(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Windows on screen = slots used (P2). */
  windows(): Promise<number> {
    return this.page.locator('section.window').count();
  }

  /** Puts the cursor in the chat, as a click does (T2). */
  async focus(name: string): Promise<void> {
    await this.window(name).getByRole('textbox').click();
  }

  async write(name: string, text: string): Promise<void> {
    await this.window(name).getByRole('textbox').fill(text);
    await this.window(name).getByRole('button', { name: 'Skicka' }).click();
  }

  /** Ends the chat and closes its window. */
  async endAndClose(name: string): Promise<void> {
    await this.window(name).getByRole('button', { name: 'Avsluta' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Avsluta chatten' }).click();
    await this.window(name)
      .getByRole('button', { name: /^Stäng rutan/ })
      .click();
    await this.window(name).waitFor({ state: 'detached' });
  }
}

/** Signs in the desk's editor with this index and makes them available. */
export async function availableEditor(stage: Stage, desk: StageDesk, index: number): Promise<Editor> {
  const seed = desk.editors[index];
  if (!seed) throw new Error('The desk has no such editor.');
  const editor = new Editor(await stage.console(seed));
  await editor.setStatus('Ledig');
  return editor;
}

/** A customer who has the organisation's page open. */
export async function newCustomer(stage: Stage, desk: StageDesk, name: string): Promise<Customer> {
  return new Customer(await stage.customer(desk), name);
}

/** Which of these editors has the customer's window; waits until exactly one has. */
export async function ownerOf(editors: Editor[], name: string): Promise<{ owner: Editor; others: Editor[] }> {
  await expect.poll(async () => (await countsOf(editors, name)).reduce((sum, count) => sum + count, 0), { timeout: 10_000 }).toBe(1);
  const counts = await countsOf(editors, name);
  const owner = editors.find((_, index) => counts[index] === 1);
  if (!owner) throw new Error('The window moved while it was looked for.');
  return { owner, others: editors.filter((editor) => editor !== owner) };
}

function countsOf(editors: Editor[], name: string): Promise<number[]> {
  return Promise.all(editors.map((editor) => editor.window(name).count()));
}
