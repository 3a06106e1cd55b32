// An account set up by its own admin, in Chromium: from the invitation to a working widget, people, keys, the log, the own password.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textIn } from '../../scripts/api.ts';
import { useStage } from './harness.ts';
import { Customer, Editor } from './people.ts';
import { type OwnPage, startOwnPage } from './settings-page.ts';
import { byMenu, openPage } from './settings-people.ts';

const stage = useStage();
/** What a new admin has for it, by the clock and by hand. */
const WITHIN_MS = 180_000;
const CLICKS_MAX_COUNT = 20;
let site: OwnPage;

beforeAll(async () => {
  site = await startOwnPage();
});
afterAll(() => site.close());

/** The text of the thing to copy that belongs to this heading. */
function toCopy(page: Page, heading: string): Locator {
  return page.getByRole('region', { name: heading }).locator('code').first();
}

it('S1 a new admin goes from the invitation to a working widget on a page of another origin, by the install page alone', async () => {
  const accountId = textIn((await stage.api.send('POST', '/accounts', { name: 'Kommunen' })).body, 'accountId');
  const email = `karin-${accountId.slice(0, 8)}@test.example`;
  const invitation = { email, name: 'Karin Ek', role: 'admin', chatflows: [] };
  const link = textIn((await stage.api.send('POST', `/accounts/${accountId}/invitations`, invitation)).body, 'link');
  const page = await (await stage.context()).newPage();
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  stage.forgive(/status of 401/);
  const startedAt = Date.now();

  await page.goto(link);
  await page.getByRole('heading', { name: 'Välkommen till Kommunen' }).waitFor();
  await page.getByLabel('Välj lösenord').fill('kort');
  await click(page.getByRole('button', { name: 'Tacka ja och logga in' }));
  await page.getByText('Lösenordet behöver minst 10 tecken.').waitFor();
  await page.getByLabel('Välj lösenord').fill('tre ord på rad');
  await click(page.getByRole('button', { name: 'Tacka ja och logga in' }));
  await click(page.getByRole('link', { name: 'Öppna inställningarna' }));
  await page.getByLabel('Chattens namn').fill('Kundservice');
  await click(page.getByRole('button', { name: 'Skapa chatten' }));

  await page.getByRole('heading', { name: 'Installera' }).waitFor();
  await page.getByText('Widgeten har inte setts ännu.').waitFor();
  await page.getByLabel('Webbplatsens adress').fill(`${site.url}/kontakt?fråga=1`);
  await click(page.getByRole('button', { name: 'Lägg till webbplats' }));
  await click(page.getByRole('button', { name: 'Spara', exact: true }));
  await page.getByText('Sparat. Det gäller redan.').waitFor();
  const snippet = await toCopy(page, '2. Klistra in raden på sidorna').innerText();
  await click(page.locator('summary'));
  const csp = await page.locator('details code').innerText();
  site.paste(snippet, csp.split('\n'));

  const customer = new Customer(await (await stage.context()).newPage(), 'Maria');
  await customer.page.goto(site.url);
  await customer.open();
  await customer.reads('Chatten är stängd just nu');
  await page.getByText(`på ${site.url}.`).waitFor();

  await click(page.getByRole('link', { name: 'Till redaktörerna' }));
  const self = page.getByLabel('Vem?');
  clicks += 1;
  await self.selectOption({ label: `Karin Ek (${email})` });
  await click(page.getByRole('button', { name: 'Lägg till redaktör' }));
  await page.getByText('Karin Ek är redaktör nu.').waitFor();
  await click(page.getByRole('link', { name: 'Till chattarna' }));
  clicks += 1;
  const editor = new Editor(page);
  await editor.setStatus('Ledig');
  await customer.page.getByLabel('Namn').fill('Maria');
  await customer.page.getByRole('button', { name: 'Starta chatten' }).click();
  await editor.window('Maria').waitFor();

  const tookMs = Date.now() - startedAt;
  console.log(`from invitation to the first chat: ${clicks} clicks, ${Math.round(tookMs / 1_000)} s`);
  expect(tookMs).toBeLessThan(WITHIN_MS);
  expect(clicks).toBeLessThanOrEqual(CLICKS_MAX_COUNT);
});

it('S1 an admin invites an editor, sees the invitation, revokes it, and changes a role', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const page = await stage.console(desk.admin);
  await byMenu(page, /^Kontot:/);
  await page.getByRole('heading', { name: 'Personer' }).waitFor();
  await page.getByLabel('E-postadress').fill('ny@test.example');
  await page.getByLabel('Namn', { exact: true }).fill('Ny Person');
  await page.getByRole('checkbox', { name: 'Kundservice' }).check();
  await page.getByRole('button', { name: 'Skapa inbjudan' }).click();
  await page.getByText('Skicka den här länken till Ny Person').first().waitFor();
  expect(await page.locator('.once code').innerText()).toMatch(/\/console\/#\/invite\/.{20}/);
  const first = await page.locator('.once code').innerText();
  await page.getByRole('button', { name: 'Ny länk för inbjudan till ny@test.example' }).click();
  const invited = page.getByRole('region', { name: 'Inbjudna' });
  expect(await invited.locator('code').innerText()).not.toBe(first);
  await page.getByRole('button', { name: 'Återkalla inbjudan till ny@test.example' }).click();
  await page.getByText('Inbjudan till ny@test.example gäller inte längre.').waitFor();
  await page.getByLabel('Roll för Anna').selectOption('admin');
  await page.getByText('Anna är nu administratör.').waitFor();
});

it('S1 an editor’s max chats, busy and removal, with the open chat told before', async () => {
  const desk = await stage.desk({ maxChats: [1, 1], settings: {} });
  const [anna] = desk.editors;
  if (!anna) throw new Error('The desk has no editor.');
  const editor = new Editor(await stage.console(anna));
  await editor.setStatus('Ledig');
  const customer = new Customer(await stage.customer(desk), 'Maria');
  await customer.start();
  await editor.window('Maria').waitFor();

  const page = await openPage(stage, desk, 'editors');
  await page.getByText('Ledig · 1 av 1 chattar').waitFor();
  await page.getByLabel('Chattar på en gång för Anna').selectOption('4');
  await page.getByText('Anna kan nu ha 4 chattar på en gång.').waitFor();
  await page.getByRole('button', { name: 'Sätt Anna som upptagen' }).click();
  await editor.page.getByText('En administratör satte dig som upptagen.').waitFor();
  await page.getByRole('button', { name: 'Ta bort Anna' }).click();
  await page.getByText('Anna har 1 öppen chatt.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Ta bort Anna' }).click();
  await page.getByText('Anna är inte längre redaktör här.').waitFor();
  await editor.page.getByText('Du är inte längre redaktör i Kundservice.').first().waitFor();
});

it('S2 a key is shown once and stops at once when revoked; the log says what was changed, and by whom', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'settings');
  await page.getByLabel('Längsta kö').fill('50');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText('Sparat. Det gäller redan.').waitFor();

  const nav = page.getByRole('navigation', { name: 'Inställningar' });
  await nav.getByRole('link', { name: 'Nycklar' }).click();
  await page.getByLabel('Vad ska den användas till?').fill('Schema');
  await page.getByRole('button', { name: 'Skapa nyckel' }).click();
  await page.getByText('Välj minst en sak.').waitFor();
  await page.getByLabel('Läsa inställningar och texter').check();
  await page.getByRole('button', { name: 'Skapa nyckel' }).click();
  const key = await page.locator('.once code').innerText();
  const read = () => fetch(`${stage.serviceUrl}/v1/chatflows/${desk.chatflowId}/settings`, { headers: { authorization: `Bearer ${key}` } });
  expect((await read()).status).toBe(200);
  await page.getByRole('button', { name: 'Jag har kopierat den' }).click();
  expect(await page.getByText(key).count()).toBe(0);
  await page.getByRole('button', { name: 'Återkalla nyckeln Schema' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Återkalla' }).click();
  await page.getByText('Ingen nyckel ännu.').waitFor();
  expect((await read()).status).toBe(401);

  await nav.getByRole('link', { name: 'Ändringslogg' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Längsta kö' }).first();
  await line.getByText('Ändrade inställningar').waitFor();
  await line.getByText(desk.admin.name).waitFor();
  expect(await line.locator('dd').first().innerText()).toMatch(/200.*→.*50/s);
  await page.getByText('Återkallade en nyckel').waitFor();
});

it('an own password is changed with the current one, and the new one signs in', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const page = await stage.console(desk.admin);
  await byMenu(page, 'Min sida');
  await page.getByLabel('Nuvarande lösenord').fill('fel lösenord');
  await page.getByLabel('Nytt lösenord').fill('ett helt nytt lösenord');
  stage.forgive(/status of 400/);
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await page.getByText('Det nuvarande lösenordet stämmer inte.').waitFor();
  await page.getByLabel('Nuvarande lösenord').fill(desk.admin.password);
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await page.getByText('Lösenordet är bytt. Du är utloggad på alla andra enheter.').waitFor();
  await stage.console({ ...desk.admin, password: 'ett helt nytt lösenord' });
});

it('S1 somebody who is known here already signs in by the invitation’s link, and then says yes', async () => {
  const known = await stage.desk({ maxChats: [1] });
  const [person] = known.editors;
  if (!person) throw new Error('The desk has no editor.');
  const other = await stage.desk({ maxChats: [1] });
  const seats = [{ chatflowId: other.chatflowId, maxChats: 2 }];
  const invitation = { email: person.email, name: 'Anna', role: 'editor', chatflows: seats };
  const link = textIn((await stage.api.send('POST', `/accounts/${other.accountId}/invitations`, invitation)).body, 'link');
  const page = await (await stage.context()).newPage();
  stage.forgive(/status of (401|410)/);
  await page.goto(link);
  await page.getByText('Den adressen har redan en inloggning här').waitFor();
  await page.getByLabel('E-post').fill(person.email);
  await page.getByLabel('Lösenord').fill(person.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('button', { name: 'Tacka ja' }).click();
  await expect.poll(() => page.locator('.desk-name').count()).toBe(2);

  await page.goto(`${stage.serviceUrl}/console`);
  await page.goto(link);
  await page.getByText('Inbjudan gäller inte längre.').waitFor();
});

it('S1 an editor’s menu leads to statistics and the own page; no settings page opens by its address', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const [person] = desk.editors;
  if (!person) throw new Error('The desk has no editor.');
  const page = await stage.console(person);
  await page.getByRole('button', { name: 'Meny' }).click();
  const links = page.getByRole('navigation', { name: 'Inställningar' }).getByRole('link');
  await expect.poll(() => links.allInnerTexts()).toEqual(['Statistik för Kundservice', 'Min sida']);
  for (const hash of [`#/chatflows/${desk.chatflowId}/texts`, `#/account/${desk.accountId}/people`]) {
    await page.goto(`${stage.serviceUrl}/console${hash}`);
    await page.getByRole('heading', { name: 'Den här sidan finns inte, eller så har du inte tillgång till den.' }).waitFor();
  }
});
