// The settings pages in Chromium: by the menu to texts and queue, errors at fields, somebody else's change, the preview, the desk that goes on.

import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { availableEditor, newCustomer } from './people.ts';
import { byMenu, openPage, preview, save, settingsOf } from './settings-people.ts';

const stage = useStage();

it('Q3 by the menu: texts alone do not switch the queue on, the box under chatflow settings does', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true, settings: { allowQueue: false } });
  const editor = await availableEditor(stage, desk, 0);
  const page = await stage.console(desk.admin);
  await byMenu(page, 'Inställningar för Kundservice');
  await page.getByRole('heading', { name: 'Texter' }).waitFor();
  await page.getByLabel('Välkomsttext vid kö').fill('Hej, snart kan vi chatta med dig.');
  await page.getByLabel('Text i kön').fill('Håll ut!');
  await page.getByLabel('Besked om kön stängs').fill('Vi hann tyvärr inte.');
  await page.getByText('33 av 500 tecken').waitFor();
  await save(page);
  expect(await settingsOf(stage, desk)).toMatchObject({ allowQueue: false, texts: { sv: { inQueue: 'Håll ut!' } } });

  const first = await newCustomer(stage, desk, 'Första');
  await first.start();
  await editor.window('Första').waitFor();
  const second = await newCustomer(stage, desk, 'Andra');
  await second.open();
  await second.reads('Just nu är alla platser upptagna. Försök gärna igen om en stund.');

  await page.getByRole('navigation', { name: 'Inställningar' }).getByRole('link', { name: 'Inställningar för chattflöde' }).click();
  await page.getByLabel('Tillåt kunder att ställa sig i kö').check();
  await save(page);
  await second.reads('Hej, snart kan vi chatta med dig.');
  await second.page.getByLabel('Namn').fill('Andra');
  await second.page.getByRole('button', { name: /Ställ mig i kön/ }).click();
  await second.reads('Håll ut!');
});

it('Q2 without the queue feature nothing of the queue is offered, and a line says whom to ask', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const page = await openPage(stage, desk, 'texts');
  await page.getByText('Kontot har inte köhantering').waitFor();
  expect(await page.getByLabel('Välkomsttext', { exact: true }).count()).toBe(1);
  expect(await page.getByLabel('Text i kön').count()).toBe(0);
  await page.getByRole('navigation', { name: 'Inställningar' }).getByRole('link', { name: 'Inställningar för chattflöde' }).click();
  await page.getByText('Köhantering ingår inte i kontot').waitFor();
  expect(await page.getByLabel('Tillåt kunder att ställa sig i kö').count()).toBe(0);
});

it('S3 the preview is the widget itself and shows what is being typed, without taking the cursor', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'texts');
  const field = page.getByLabel('Text i kön');
  await field.click();
  await field.pressSequentially('Kaffet är på <b>väg</b>');
  await preview(page).getByText('Kaffet är på <b>väg</b>').waitFor();
  await preview(page).getByText('Du står i kön').waitFor();
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByLabel('Text när chatten är stängd').focus();
  await preview(page).getByText('Chatten är stängd just nu').waitFor();
  await page
    .getByRole('main')
    .getByRole('combobox', { name: /^Språk/ })
    .selectOption('en');
  await page.getByLabel('Välkomsttext', { exact: true }).fill('Hello there');
  await preview(page).getByText('Hello there').waitFor();
  expect(await page.getByText('Osparade ändringar').count()).toBe(1);
});

it('S2 what is wrong stands at its field, from the page’s own ranges and from the service; what was typed stays', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'settings');
  const seconds = page.getByLabel('Tid att svara innan chatten går vidare');
  await seconds.fill('5');
  await page.getByLabel('Chattens namn').fill('');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const summary = page.getByRole('region', { name: '2 fält behöver rättas' });
  await summary.waitFor();
  await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
  await summary.getByRole('button', { name: 'Tid att svara innan chatten går vidare' }).click();
  expect(await seconds.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await seconds.getAttribute('aria-invalid')).toBe('true');
  const described = (await seconds.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`#${described.split(' ').at(-1)}`).innerText()).toBe('Skriv ett tal mellan 10 och 600.');

  // What only the service can know: a name with an invisible mark.
  await seconds.fill('40');
  await page.getByLabel('Chattens namn').fill('Kund\u200bservice');
  stage.forgive(/status of 400/);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText('must be one line without control or invisible characters').first().waitFor();
  expect(await seconds.inputValue()).toBe('40');
  await page.getByLabel('Chattens namn').fill('Kundservice');
  await save(page);
  expect(await settingsOf(stage, desk)).toMatchObject({ transferAfterSeconds: 40, name: 'Kundservice' });
});

it('S2 when somebody else has saved meanwhile nothing typed is lost, and each field is chosen', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'texts');
  await page.getByLabel('Text i kön').fill('Min text');
  await page.getByLabel('Text när chatten är stängd').fill('Min stängda text');
  await desk.changeSettings({ texts: { sv: { inQueue: 'Deras text', closed: 'Deras stängda text', busy: 'Deras upptagna text' } } });
  stage.forgive(/status of 412/);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const clashes = page.getByRole('region', { name: 'Någon annan har ändrat samtidigt' });
  await clashes.getByText('Deras text').waitFor();
  expect(await page.getByLabel('Text i kön').inputValue()).toBe('Min text');
  expect(await page.getByLabel('Text när allt är upptaget').inputValue()).toBe('Deras upptagna text');
  expect((await settingsOf(stage, desk)).texts).toMatchObject({ sv: { inQueue: 'Deras text' } });
  await clashes
    .getByRole('group', { name: /^Text när chatten är stängd/ })
    .getByText('Ta den andras')
    .click();
  await save(page);
  expect((await settingsOf(stage, desk)).texts).toEqual({
    sv: { inQueue: 'Min text', closed: 'Deras stängda text', busy: 'Deras upptagna text' },
  });
});

it('leaving a page with unsaved changes asks first, and keeps them', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const page = await openPage(stage, desk, 'texts');
  await page.getByLabel('Text i kön').fill('Inte sparad');
  const nav = page.getByRole('navigation', { name: 'Inställningar' });
  await nav.getByRole('link', { name: 'Personer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lämna sidan utan att spara?' });
  await dialog.getByRole('button', { name: 'Stanna kvar' }).click();
  expect(await page.getByLabel('Text i kön').inputValue()).toBe('Inte sparad');
  expect(page.url()).toContain('/texts');
  await nav.getByRole('link', { name: 'Personer' }).click();
  await dialog.getByRole('button', { name: 'Lämna utan att spara' }).click();
  await page.getByRole('heading', { name: 'Personer' }).waitFor();
});

it('P1 the desk goes on while the own page is up: a new chat is said there, and one click leads to it', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const editor = await availableEditor(stage, desk, 0);
  await byMenu(editor.page, 'Min sida');
  await editor.page.getByText('Dina chattar fortsätter i bakgrunden.').waitFor();
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.start();
  await editor.page.getByText('1 chattruta väntar på dig.').waitFor();
  expect(await editor.page.title()).toBe('(1) Nästa');
  await editor.page.getByRole('link', { name: 'Till chattarna' }).click();
  await editor.window('Maria').waitFor();
});
