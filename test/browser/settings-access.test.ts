// The settings pages for everybody: nothing that an accessibility checker finds, in both schemes and on a narrow screen; and two steps.

import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { accessibilityFaults, openPage } from './settings-people.ts';

const stage = useStage();

it('axe finds nothing on any page, light and dark, wide and narrow', async () => {
  const desk = await stage.desk({ maxChats: [1, 2], queue: true });
  const page = await openPage(stage, desk, 'texts');
  const pages = [
    ...['texts', 'settings', 'editors', 'install', 'statistics'].map((name) => `#/chatflows/${desk.chatflowId}/${name}`),
    ...['chatflows', 'people', 'keys', 'audit'].map((name) => `#/account/${desk.accountId}/${name}`),
    '#/me',
  ];
  const faults: string[] = [];
  for (const { width, colorScheme, rules } of [
    { width: 1440, colorScheme: 'light', rules: [] },
    // What the other scheme and the narrow screen can break.
    { width: 360, colorScheme: 'dark', rules: ['color-contrast', 'target-size', 'scrollable-region-focusable'] },
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    for (const hash of pages) {
      await page.goto(`${stage.serviceUrl}/console${hash}`);
      await page.locator('.settings h1:focus').waitFor();
      await page.waitForLoadState('networkidle');
      await expect.poll(() => page.getByText('Hämtar …').count(), { timeout: 10_000 }).toBe(0);
      faults.push(...(await accessibilityFaults(page, ...rules)).map((fault) => `${hash} ${width}: ${fault}`));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) faults.push(`${hash} ${width}: scrolls sideways by ${wider}`);
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

it('axe finds nothing when fields are wrong, when others have changed, and in the dialogs', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'settings');
  await page.getByLabel('Längsta kö').fill('x');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('region', { name: '1 fält behöver rättas' }).waitFor();
  const faults = await accessibilityFaults(page);
  await page.getByLabel('Längsta kö').fill('20');
  await desk.changeSettings({ maxQueueLength: 30 });
  stage.forgive(/status of 412/);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('region', { name: 'Någon annan har ändrat samtidigt' }).waitFor();
  faults.push(...(await accessibilityFaults(page)));
  await page.getByRole('link', { name: 'Redaktörer' }).click();
  await page.getByRole('dialog').waitFor();
  faults.push(...(await accessibilityFaults(page)));
  expect(faults).toEqual([]);
});

it('by keyboard alone: to a text, a save, and back to the desk', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'texts');
  await page.getByRole('heading', { name: 'Texter' }).waitFor();
  await page.getByLabel('Välkomsttext', { exact: true }).focus();
  await page.keyboard.type('Hej!');
  const isOn = (name: string) => page.getByRole('button', { name, exact: true }).evaluate((element) => element === document.activeElement);
  for (let step = 0; step < 20 && !(await isOn('Spara')); step += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Sparat. Det gäller redan.').waitFor();
});

it('S1 two-step sign-in: switched on with a code, asked for at the next sign-in, switched off with the password', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const page = await stage.console(desk.admin);
  await page.goto(`${stage.serviceUrl}/console#/me`);
  await page.getByLabel('Ditt lösenord').fill(desk.admin.password);
  await page.getByRole('button', { name: 'Slå på' }).click();
  const secret = (await page.locator('pre code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Koden från appen').fill(codeNow(secret));
  await page.getByRole('button', { name: 'Bekräfta' }).click();
  await page.getByText('Du behöver en kod från telefonen').waitFor();
  const backupCode = (await page.locator('.once code').innerText()).split('\n')[0] ?? '';
  await page.getByRole('button', { name: 'Klart' }).click();

  stage.forgive(/status of 401/);
  const other = await (await stage.context()).newPage();
  await other.goto(`${stage.serviceUrl}/console`);
  await other.getByLabel('E-post').fill(desk.admin.email);
  await other.getByLabel('Lösenord').fill(desk.admin.password);
  await other.getByRole('button', { name: 'Logga in' }).click();
  await other.getByLabel('Kod').fill('000000');
  await other.getByRole('button', { name: 'Logga in' }).click();
  await other.getByText('Koden stämmer inte.').waitFor();
  await other.getByLabel('Kod').fill(backupCode);
  await other.getByRole('button', { name: 'Logga in' }).click();
  await other.getByRole('button', { name: 'Meny' }).waitFor();
  await other.goto(`${stage.serviceUrl}/console#/me`);
  await other.getByLabel('Ditt lösenord').fill(desk.admin.password);
  await other.getByRole('button', { name: 'Slå av' }).click();
  await other.getByText('Av. Med en kod från telefonen').waitFor();
});

/** What an authenticator app would show for this secret now (RFC 6238). */
function codeNow(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
