// The statistics page: what has just happened in the chat stands there as figures with what they say, for editors as well as admins.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type StageDesk, useStage } from './harness.ts';
import { availableEditor, newCustomer } from './people.ts';

const stage = useStage();

/** One chat answered, one waited for and given up: seen by the editor who answered. */
async function busyHour(): Promise<{ desk: StageDesk; page: Page }> {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const anna = await availableEditor(stage, desk, 0);
  const first = await newCustomer(stage, desk, 'Kund 1');
  await first.start();
  await first.write('När öppnar ni?');
  await anna.window('Kund 1').waitFor();
  await anna.write('Kund 1', 'Klockan åtta.');
  await first.reads('Klockan åtta.');
  const second = await newCustomer(stage, desk, 'Kund 2');
  await second.join();
  await second.page.locator('main').getByRole('button', { name: 'Lämna kön' }).click();
  await second.page.getByRole('alertdialog').getByRole('button', { name: 'Lämna kön' }).click();
  await second.page.getByText('Du står i kön').waitFor({ state: 'detached' });
  return { desk, page: anna.page };
}

/** The figure under this name, with what it says. */
function figure(page: Page, name: string) {
  return page.locator('.statistics-counts > div', { has: page.getByText(name, { exact: true }) });
}

it('R5 the editor finds what happened on the page that the menu leads to, each figure with what it says', async () => {
  const { page } = await busyHour();
  await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByRole('link', { name: 'Statistik för Kundservice' }).click();
  await page.getByRole('heading', { name: 'Statistik', level: 1 }).waitFor();
  await figure(page, 'Startade').getByText('2', { exact: true }).waitFor();
  await figure(page, 'Besvarade').getByText('1', { exact: true }).waitFor();
  await figure(page, 'Besvarade').getByText('Chattar där en redaktör skrev efter kundens första meddelande.').waitFor();
  await figure(page, 'Lämnade kön').getByText('1', { exact: true }).waitFor();
  const response = page.locator('.statistics-time', { has: page.getByRole('heading', { name: 'Svarstid' }) });
  await response.getByText('100 % inom 1 min').waitFor();
  await response.getByText('1 av 1').waitFor();
  expect(await page.getByRole('region', { name: 'Per dag' }).first().locator('tbody tr').count()).toBe(7);
  const row = page.getByRole('row', { name: /Anna/ });
  expect((await row.getByRole('cell').allInnerTexts()).slice(0, 3)).toEqual(['1', '0', '1']);
});

it('R5 other ranges, another language, and the figures as a file', async () => {
  const { desk } = await busyHour();
  const page = await stage.console(desk.admin);
  await page.goto(`${stage.serviceUrl}/console#/chatflows/${desk.chatflowId}/statistics`);
  await page.getByLabel('30 dagar').check();
  await expect.poll(() => page.locator('tbody').first().locator('tr').count()).toBe(30);
  await page.getByLabel('90 dagar').check();
  await page.getByRole('columnheader', { name: 'Vecka' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Ladda ner som CSV, per vecka' }).click();
  expect((await download).suggestedFilename()).toMatch(/^intervals-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByLabel('Språk').selectOption('en');
  await page.getByRole('heading', { name: 'Statistics', level: 1 }).waitFor();
  await page.getByText('Chats in which an editor wrote after the customer’s first message.').waitFor();
});

it('fits 360 and 1440 pixels without scrolling sideways, and axe finds nothing', async () => {
  const { desk } = await busyHour();
  const page = await stage.console(desk.admin);
  await page.goto(`${stage.serviceUrl}/console#/chatflows/${desk.chatflowId}/statistics`);
  await figure(page, 'Startade').getByText('2', { exact: true }).waitFor();
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} ${colorScheme}`).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).include('.statistics').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});
