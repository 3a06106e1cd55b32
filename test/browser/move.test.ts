// T11 in real browsers: a chat goes to another chatflow of the account, and the customer's page goes with it. The page is listed at the first only.

import { expect, it } from 'vitest';
import { type StageDesk, useStage } from './harness.ts';
import { availableEditor, type Customer, type Editor, newCustomer } from './people.ts';

const stage = useStage();

interface Scene {
  home: StageDesk;
  anna: Editor;
  customer: Customer;
}

/** A customer who has asked Anna. */
async function scene(): Promise<Scene> {
  const home = await stage.desk({ maxChats: [2] });
  const anna = await availableEditor(stage, home, 0);
  const customer = await newCustomer(stage, home, 'Maria');
  await customer.start();
  await customer.write('Behöver jag bygglov?');
  await anna.window('Maria').getByText('Behöver jag bygglov?').waitFor();
  return { home, anna, customer };
}

/** Moves the chat to the chatflow of that name. */
async function move(editor: Editor, to: string, note = ''): Promise<void> {
  await editor.window('Maria').getByRole('button', { name: 'Överför' }).click();
  const dialog = editor.page.getByRole('dialog');
  await dialog.getByRole('group', { name: 'Till en annan chatt' }).getByRole('radio', { name: to }).check();
  if (note !== '') await dialog.getByLabel(/^Anteckning/).fill(note);
  await dialog.getByRole('button', { name: 'Överför' }).click();
}

/** How often something stands on the customer's page. */
function countOn({ page }: Customer, text: string): Promise<number> {
  return page.getByText(text).count();
}

/** Marks the page, so that a reload would be seen. */
async function mark({ page }: Customer): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    document.title = 'samma sida';
  });
  return async () => (await page.title()) === 'samma sida';
}

it('T11 the window stands at the other chatflow with transcript and note, and the customer’s page goes on without a reload', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  const same = await mark(customer);
  await move(anna, 'Bygglov', 'Altan, 12 kvadratmeter');

  const window = bertil.window('Maria');
  await window.getByText('Behöver jag bygglov?').waitFor();
  await window.getByText('Altan, 12 kvadratmeter').waitFor();
  await anna.page.getByText('Chatten med Maria är hos Bygglov nu.').waitFor();
  expect(await anna.windows()).toBe(0);

  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  await customer.write('Hallå?');
  await window.getByText('Hallå?').waitFor();
  await bertil.write('Maria', 'Det behövs inte.');
  await customer.reads('Det behövs inte.');
  for (const text of ['Behöver jag bygglov?', 'Hallå?', 'Det behövs inte.']) expect(await countOn(customer, text)).toBe(1);
  expect(await countOn(customer, 'Altan, 12 kvadratmeter')).toBe(0);
  expect(await same()).toBe(true);
});

it('T11 a reload and a second tab go to where the chat is; once it has ended and is put away, the page is at its own chatflow again', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  await move(anna, 'Bygglov');
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();

  await customer.page.reload();
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  await customer.write('Efter omladdning');
  await bertil.window('Maria').getByText('Efter omladdning').waitFor();
  const tab = await customer.page.context().newPage();
  await tab.goto(customer.page.url());
  await tab.getByText('Efter omladdning').waitFor();
  await tab.close();

  await bertil.endAndClose('Maria');
  await customer.page.getByRole('button', { name: 'Starta en ny chatt' }).click();
  await customer.page.getByRole('heading', { name: 'Kundservice' }).waitFor();
  await customer.page.getByLabel('Namn').fill('Maria igen');
  await customer.page.getByRole('button', { name: 'Starta chatten' }).click();
  await anna.window('Maria igen').waitFor();
});

it('T11 a page that was elsewhere meanwhile, and another tab beside it, find the chat where it is', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  const tab = await customer.page.context().newPage();
  await tab.goto(customer.page.url());
  await tab.getByText('Behöver jag bygglov?').waitFor();
  await customer.page.goto('about:blank');
  await move(anna, 'Bygglov');
  await bertil.window('Maria').waitFor();
  await tab.getByRole('heading', { name: 'Bygglov' }).waitFor();
  await customer.page.goBack();
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  await customer.write('Tillbaka på sidan');
  await tab.getByText('Tillbaka på sidan').waitFor();
  await bertil.window('Maria').getByText('Tillbaka på sidan').waitFor();
  expect(await bertil.windows()).toBe(1);
});

it('T11, E2: a chat that ended at the other chatflow while the customer was away: the last words are read, then the page is at its own', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  await move(anna, 'Bygglov');
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  const address = customer.page.url();
  await customer.page.goto('about:blank');
  await bertil.write('Maria', 'Nej, det behövs inget bygglov.');
  await bertil.endAndClose('Maria');
  await customer.page.goto(address);
  await customer.reads('Nej, det behövs inget bygglov.');
  await customer.page.getByRole('button', { name: 'Starta en ny chatt' }).click();
  await customer.page.getByRole('heading', { name: 'Kundservice' }).waitFor();
  await customer.page.getByRole('button', { name: 'Starta chatten' }).waitFor();
});

it('T11 moved on to a third chatflow, and back to the first: the same chat, nothing twice', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const avfall = await stage.sibling(home, 'Avfall', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  const cecilia = await availableEditor(stage, avfall, 0);
  await move(anna, 'Bygglov');
  await bertil.window('Maria').waitFor();
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  await move(bertil, 'Avfall');
  await cecilia.window('Maria').waitFor();
  await customer.page.getByRole('heading', { name: 'Avfall' }).waitFor();
  await customer.write('Hos er nu');
  await move(cecilia, 'Kundservice');
  await anna.window('Maria').getByText('Hos er nu').waitFor();
  await customer.page.getByRole('heading', { name: 'Kundservice' }).waitFor();
  await customer.write('Tillbaka');
  await anna.window('Maria').getByText('Tillbaka').waitFor();
  await customer.page.reload();
  for (const text of ['Behöver jag bygglov?', 'Hos er nu', 'Tillbaka']) {
    await customer.reads(text);
    expect(await countOn(customer, text)).toBe(1);
  }
});

it('T11 what is written during the move, and while the customer had no connection, arrives once and in its order', async () => {
  const { home, anna, customer } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [2]);
  const bertil = await availableEditor(stage, bygglov, 0);
  // The answers of the first desk are lost on the way from now on, and the move happens meanwhile.
  stage.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await customer.page.context().setOffline(true);
  await customer.page.getByRole('textbox', { name: 'Skriv ett meddelande' }).fill('Under flytten');
  await customer.page.getByRole('button', { name: 'Skicka' }).click();
  await move(anna, 'Bygglov');
  await bertil.window('Maria').waitFor();
  await customer.page.getByRole('textbox', { name: 'Skriv ett meddelande' }).fill('Strax efter');
  await customer.page.getByRole('button', { name: 'Skicka' }).click();
  await customer.page.context().setOffline(false);
  await bertil.window('Maria').getByText('Strax efter').waitFor({ timeout: 30_000 });
  const said = await bertil.window('Maria').getByRole('log').innerText();
  expect(said.split('Under flytten')).toHaveLength(2);
  expect(said.split('Strax efter')).toHaveLength(2);
  expect(said.indexOf('Under flytten')).toBeLessThan(said.indexOf('Strax efter'));
  await customer.page.getByRole('heading', { name: 'Bygglov' }).waitFor();
  for (const text of ['Under flytten', 'Strax efter']) expect(await countOn(customer, text)).toBe(1);
});

it('T11 a closed chatflow cannot be chosen; one that closes in the same moment leaves the chat where it was', async () => {
  const { home, anna, customer } = await scene();
  await stage.sibling(home, 'Skola', [1]);
  const bygglov = await stage.sibling(home, 'Bygglov', [1]);
  const bertil = await availableEditor(stage, bygglov, 0);
  await anna.window('Maria').getByRole('button', { name: 'Överför' }).click();
  const dialog = anna.page.getByRole('dialog');
  expect(await dialog.getByRole('radio', { name: 'Skola' }).isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: 'Bygglov' }).check();
  await bertil.setStatus('Upptagen');
  await dialog.getByRole('button', { name: 'Överför' }).click();
  await anna.page.getByText('Bygglov är stängd just nu. Chatten med Maria är kvar hos dig.').waitFor();
  await customer.write('Är du kvar?');
  await anna.write('Maria', 'Ja, jag är kvar.');
  await customer.reads('Ja, jag är kvar.');
});

it('T11 while the chat is on its way its window says where to, and takes neither words nor acts', async () => {
  const { home, anna } = await scene();
  const bygglov = await stage.sibling(home, 'Bygglov', [1]);
  await availableEditor(stage, bygglov, 0);
  // The word that it has arrived does not reach this console.
  await anna.page.routeWebSocket(/\/desk\/.*\/socket$/, (socket) => {
    const service = socket.connectToServer();
    service.onMessage((frame) => {
      if (!String(frame).includes('window_closed')) socket.send(frame);
    });
  });
  await anna.page.reload();
  await anna.window('Maria').getByRole('textbox').fill('Ett utkast');
  await move(anna, 'Bygglov');
  const window = anna.window('Maria');
  await window.getByText('Flyttas till Bygglov …').waitFor();
  expect(await window.getByRole('textbox').isDisabled()).toBe(true);
  for (const name of ['Överför', 'Avsluta', 'Skicka']) expect(await window.getByRole('button', { name }).isDisabled()).toBe(true);
  expect(await window.getByRole('textbox').inputValue()).toBe('Ett utkast');
  // The focus is kept in the window, for those who go by keyboard.
  expect(await window.evaluate((element) => element.contains(document.activeElement))).toBe(true);
});
