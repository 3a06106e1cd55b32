// The widget on somebody else's page: nothing before interest, nothing lost when the network goes, always a way back, and the page's own verbs.

import type { Page, WebSocketRoute } from 'playwright-core';
import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { availableEditor, Customer, newCustomer } from './people.ts';

const stage = useStage();

/** Lets the test cut the customer's sockets and hold new ones back, as a tunnel does. */
async function tunnel(page: Page): Promise<{ enter(): Promise<void>; leave(): void }> {
  const routes = new Set<WebSocketRoute>();
  let inside = false;
  await page.routeWebSocket(/\/socket$/, (route) => {
    if (inside) return; // Never opens, never answers.
    routes.add(route);
    route.connectToServer();
  });
  return {
    async enter() {
      inside = true;
      await Promise.all([...routes].map((route) => route.close({ code: 4000 })));
      routes.clear();
    },
    leave() {
      inside = false;
    },
  };
}

it('asks, opens and stores nothing before interest, and then one key', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const page = await (await stage.context()).newPage();
  const asked: string[] = [];
  page.on('request', (request) => request.url().startsWith(stage.serviceUrl) && asked.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
  const site = (await newCustomer(stage, desk, 'Maria')).page.url();
  await page.goto(site);
  const launcher = page.getByRole('button', { name: 'Chatta med oss' });
  await launcher.waitFor();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/widget.js']);
  expect(await page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length)).toBe(0);

  await launcher.click();
  await page.getByText('Chatten är stängd just nu').waitFor();
  expect(asked.filter((path) => path.endsWith('/socket'))).toHaveLength(1);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([`nasta:${desk.chatflowId}`]);
  expect(await page.evaluate(() => Object.keys(window).filter((name) => /nasta/i.test(name)))).toEqual(['nasta']);
});

it('I1, I3: what is written without a network is sent once when it is back, in order', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const editor = await availableEditor(stage, desk, 0);
  const page = await (await stage.context()).newPage();
  const line = await tunnel(page);
  await page.goto((await newCustomer(stage, desk, 'Maria')).page.url());
  const customer = new Customer(page, 'Maria');
  await customer.start();
  await customer.write('Före tunneln');
  await line.enter();
  await page.getByRole('textbox').fill('Första i tunneln');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox').fill('Andra i tunneln');
  await page.keyboard.press('Enter');
  await customer.reads('Skickar …');
  await customer.reads('Du har tappat kontakten');
  await editor.write('Maria', 'Svar under tiden');

  line.leave();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await editor.window('Maria').getByText('Andra i tunneln').waitFor();
  await customer.reads('Svar under tiden');
  await expect.poll(() => page.getByText('Skickar …').count()).toBe(0);
  const said = await page.locator('.said p').allInnerTexts();
  expect(said.map((text) => text.replace(/^[^:]*: /, '').trim())).toEqual([
    'Före tunneln',
    'Svar under tiden',
    'Första i tunneln',
    'Andra i tunneln',
  ]);
});

it('minimised, the launcher counts what comes; ending asks first and leads to a new chat', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const editor = await availableEditor(stage, desk, 0);
  const customer = await newCustomer(stage, desk, 'Maria');
  const { page } = customer;
  await customer.start();
  await customer.write('Hej');
  await page.keyboard.press('Escape');
  const launcher = page.getByRole('button', { name: /Chatta med oss/ });
  await expect.poll(() => launcher.evaluate((button) => button === (button.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  await editor.write('Maria', 'Hej på dig');
  await page.getByRole('button', { name: 'Chatta med oss 1' }).click();
  await customer.reads('Hej på dig');

  await page.getByRole('button', { name: 'Avsluta chatten' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Avsluta chatten' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Avsluta chatten' }).click();
  await customer.reads('Du har avslutat chatten');
  await editor.window('Maria').getByText('Kunden avslutade').first().waitFor();
  await page.getByRole('button', { name: 'Starta en ny chatt' }).click();
  await customer.reads('Just nu är alla platser upptagna');
});

it('Q11: leaving the line asks first', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const editor = await availableEditor(stage, desk, 0);
  const served = await newCustomer(stage, desk, 'Per');
  await served.start();
  await editor.window('Per').waitFor();
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.join();
  await customer.page.locator('main').getByRole('button', { name: 'Lämna kön' }).click();
  await customer.page.getByRole('alertdialog').getByRole('button', { name: 'Lämna kön' }).click();
  await customer.reads('Du har lämnat kön');
});

it('Q4: a form that meets a desk that filled meanwhile keeps what was written and offers the line', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const editor = await availableEditor(stage, desk, 0);
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.open();
  await customer.page.getByLabel('Namn').fill('Maria');
  await customer.page.getByLabel('Din fråga').fill('Min fråga');
  const served = await newCustomer(stage, desk, 'Per');
  await served.start();
  await editor.window('Per').waitFor();
  await customer.page.getByRole('button', { name: 'Ställ mig i kön – plats 1' }).click();
  await customer.reads('Du är näst på tur');
  await editor.endAndClose('Per');
  await editor.window('Maria').getByText('Min fråga').waitFor();
  await customer.reads('Min fråga');
});

it('the page’s verbs: calls before the script is there, a start with answers, events without texts, loading twice, shutdown', async () => {
  const desk = await stage.desk({ maxChats: [1] });
  const editor = await availableEditor(stage, desk, 0);
  const page = await (await stage.context()).newPage();
  await page.addInitScript(() => {
    const events: string[] = [];
    const stub = (...call: unknown[]) => void stub.q.push(call);
    stub.q = [] as unknown[][];
    Object.assign(window, { nasta: stub, seen: events });
    for (const name of ['open', 'chat', 'message', 'end'])
      document.addEventListener(`nasta:${name}`, (event) => events.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`));
    stub('startChat', { name: 'Maria', question: 'Från sidan', token: 'x' });
  });
  await page.goto((await newCustomer(stage, desk, 'x')).page.url());
  await editor.window('Maria').getByText('Från sidan').waitFor();
  await page.getByText('Från sidan').waitFor();
  await page.evaluate(
    ([src = '', chatflow = '']) =>
      new Promise((resolve) => {
        const again = Object.assign(document.createElement('script'), { src, onload: resolve });
        again.dataset.chatflow = chatflow;
        document.head.append(again);
      }),
    [`${stage.serviceUrl}/widget.js`, desk.chatflowId],
  );
  expect(await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => element.shadowRoot).length)).toBe(1);
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.evaluate(() => (window as unknown as { nasta(verb: string): void }).nasta('endChat'));
  await page.getByText('Du har avslutat chatten').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(new Set(seen)).toEqual(
    new Set([
      'open {}',
      'chat {"state":"assigned"}',
      'message {"author":"system"}',
      'message {"author":"customer"}',
      'end {"state":"ended"}',
    ]),
  );
  await page.evaluate(() => (window as unknown as { nasta(verb: string): void }).nasta('shutdown'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
