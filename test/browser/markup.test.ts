// Stored markup in Chromium: what anybody can write anywhere is shown as the letters that it is, on every screen that shows it.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { Customer, Editor } from './people.ts';

const stage = useStage();

/** Markup that would leave a mark on the page if it were taken for markup; every way in gets its own number. */
function markup(number: number): string {
  return `<img src=x onerror="document.title='taken${number}'"><b>${number}</b>`;
}

/** No element of the page, shadow trees included, came out of the markup, and nothing ran. */
async function expectNothingTaken(page: Page): Promise<void> {
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).not.toContain('taken');
}

it('S4 markup in a name, a question, a message, an answer and a text of the desk is shown as letters', async () => {
  const texts = { sv: { welcome: markup(1), inQueue: markup(2) } };
  const desk = await stage.desk({ maxChats: [1], queue: true, settings: { texts } });
  const [seed] = desk.editors;
  if (!seed) throw new Error('The desk has no editor.');
  const editor = new Editor(await stage.console(seed));
  await editor.setStatus('Ledig');
  const customer = new Customer(await stage.customer(desk), markup(3));
  await customer.start();
  await customer.reads(markup(1));
  await customer.write(markup(4));
  await customer.write('javascript:alert(1) https://kommun.example/"onmouseover="alert(1)');
  const window = editor.page.locator('section.window');
  await window.getByText(markup(4)).waitFor();
  expect(await window.getByRole('heading').innerText()).toContain(markup(3));
  await window.getByRole('textbox').fill(markup(5));
  await window.getByRole('button', { name: 'Skicka' }).click();
  await customer.reads(markup(5));
  const addresses = await window.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.filter((address) => !address.startsWith('https://kommun.example/'))).toEqual([]);

  const waiting = new Customer(await stage.customer(desk), markup(6));
  await waiting.join();
  await waiting.reads(markup(2));
  for (const page of [editor.page, customer.page, waiting.page]) await expectNothingTaken(page);
});

it('S4 markup in texts and names is shown as letters on the settings pages, in the preview and in the log', async () => {
  const desk = await stage.desk({ maxChats: [1], settings: { name: markup(7), texts: { sv: { welcome: markup(8) } } } });
  const page = await stage.console(desk.admin);
  for (const path of ['texts', 'settings', 'editors', 'install', 'statistics']) {
    await page.goto(`${stage.serviceUrl}/console#/chatflows/${desk.chatflowId}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(markup(7)).first().waitFor();
    await expectNothingTaken(page);
    for (const frame of page.frames()) expect(await frame.locator('img[src="x"]').count()).toBe(0);
  }
});
