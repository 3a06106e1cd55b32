// `npm run pictures`: takes the pictures of docs/images from the real service, in a story that shows every state once. Run it when a screen
// has changed, and look at what comes out.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { apiOf } from './api.ts';
import { build } from './build.ts';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { demoDesk, newDemo } from './demo.ts';
import { ROOT } from './run.ts';
import { hashOfKey } from './secrets.ts';
import { changeSettings, seedDesk } from './seed.ts';
import { anyFreePort, type Service, startService } from './service.ts';

const FOLDER = join(ROOT, 'docs', 'images');
/** Long enough for the whole story to be told before the first chat moves on. */
const TRANSFER_AFTER_SECONDS = 60;
const GAP_PX = 28;

const executablePath = findChromium();
if (!executablePath) throw new Error('The pictures need Chromium; see README.');
if (!(await build())) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'nasta-pictures-'));
const demo = newDemo();
const vars = { AUTH_SECRET: demo.authSecret, OPERATOR_KEY_HASH: hashOfKey(demo.operatorKey), DEMO: '1' };
const service = await startService({ port: await anyFreePort(), folder, vars });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
  await tell(service, browser);
} finally {
  await browser.close();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function tell({ url }: Service, window: Browser): Promise<void> {
  const api = apiOf(url, demo.operatorKey);
  const desk = demoDesk(demo, [url]);
  const [anna] = desk.editors;
  if (!anna) throw new Error('The demo has no editor.');
  const { chatflowId } = await seedDesk(api, { ...desk, editors: [{ ...anna, maxChats: 4 }] });
  await changeSettings(api, chatflowId, { transferAfterSeconds: TRANSFER_AFTER_SECONDS });

  const early = await customer(window, url);
  await early.getByText('Chatten är stängd just nu').waitFor();
  await panel(early, 'widget-closed');

  const console = await signedIn(window, url, anna);
  await console.getByRole('button', { name: 'Ledig' }).click();
  await console.getByText('Nästa kund kommer hit.').first().waitFor();
  const alma = await customer(window, url);
  await alma.getByRole('button', { name: 'Starta chatten' }).waitFor();
  await panel(alma, 'widget-start');

  await start(alma, 'Alma');
  await write(alma, 'Behöver jag bygglov för en altan på 12 m²?');
  const bertil = await customer(window, url);
  await start(bertil, 'Bertil');
  await write(bertil, 'Tack för hjälpen i går!');
  await say(console, 'Bertil', 'Tack själv, hör av dig om det är något mer.');
  await bertil.getByText('Tack själv').first().waitFor();
  await endFromWidget(bertil);
  await say(console, 'Alma', 'Hej! Nej, inte om den är lägre än 1,8 meter och ligger mer än 4,5 meter från tomtgränsen.');
  await alma.getByText('4,5 meter').first().waitFor();
  await write(alma, 'Den ligger 3 meter från grannen. Vad gäller då?');
  await console
    .getByRole('region', { name: 'Alma', exact: true })
    .getByRole('textbox')
    .fill('Då behöver du antingen bygglov eller grannens ');
  const clara = await customer(window, url);
  await start(clara, 'Clara');
  await write(clara, 'Hej! Min soptunna blev inte tömd i måndags. Vad gör jag nu?');
  const daniel = await customer(window, url);
  await start(daniel, 'Daniel');
  await daniel.getByRole('textbox', { name: 'Skriv ett meddelande' }).pressSequentially('Hej, jag un', { delay: 40 });

  const elsa = await customer(window, url);
  await elsa.getByRole('button', { name: /Ställ mig i kön/ }).waitFor();
  await panel(elsa, 'widget-full');
  await queueUp(elsa, 'Elsa');
  const filip = await customer(window, url);
  await queueUp(filip, 'Filip');
  await filip.getByText('Du står i kön').waitFor();
  await panel(filip, 'widget-queue');
  await alma.bringToFront();
  await panel(alma, 'widget-chat');
  await daniel.getByRole('textbox', { name: 'Skriv ett meddelande' }).pressSequentially('drar över', { delay: 40 });
  await console.bringToFront();
  await console.getByText('Skriver sin fråga').waitFor();
  await console
    .getByText(/2 väntar/)
    .first()
    .waitFor();
  await console.screenshot({ path: join(FOLDER, 'console.png') });
  await settings(window, url, desk.admins[0], chatflowId);
  await compose(window);
}

/** An admin at the texts, with something typed and not saved. */
async function settings(
  window: Browser,
  url: string,
  admin: { email: string; password: string } | undefined,
  chatflowId: string,
): Promise<void> {
  if (!admin) throw new Error('The demo has no admin.');
  const page = await signedIn(window, url, admin);
  await page.goto(`${url}/console#/chatflows/${chatflowId}/texts`);
  const field = page.getByLabel('Välkomsttext vid kö');
  await field.fill('Hej, snart kan vi chatta med dig, men det är några före dig. Ställ dig i kön genom att fylla i uppgifterna.');
  const preview = page.frameLocator('iframe');
  await preview.getByText('men det är några före dig').waitFor();
  await page.screenshot({ path: join(FOLDER, 'settings.png') });
  await page.getByRole('button', { name: 'Ångra' }).click();
  await page.getByRole('link', { name: 'Installera' }).click();
  await page.locator('pre').first().waitFor();
  await page.screenshot({ path: join(FOLDER, 'install.png') });
}

async function signedIn(window: Browser, url: string, person: { email: string; password: string }): Promise<Page> {
  const context = await window.newContext({ locale: 'sv-SE', viewport: { width: 1440, height: 900 } });
  await context.request.post(`${url}/auth/sign-in/email`, {
    data: { email: person.email, password: person.password },
    headers: { origin: url },
  });
  const page = await context.newPage();
  await page.goto(`${url}/console`);
  return page;
}

/** A customer with the panel open. */
async function customer(window: Browser, url: string): Promise<Page> {
  const context = await window.newContext({ locale: 'sv-SE', viewport: { width: 760, height: 680 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(`${url}/demo/customer`);
  await page.getByRole('button', { name: 'Chatta med oss' }).click();
  return page;
}

async function start(page: Page, name: string): Promise<void> {
  await page.getByLabel('Namn').fill(name);
  await page.getByRole('button', { name: 'Starta chatten' }).click();
  await page.getByRole('textbox', { name: 'Skriv ett meddelande' }).waitFor();
}

async function queueUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Namn').fill(name);
  await page.getByRole('button', { name: /Ställ mig i kön/ }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Skriv ett meddelande' }).fill(text);
  await page.getByRole('button', { name: 'Skicka' }).click();
}

async function say(console: Page, name: string, text: string): Promise<void> {
  const place = console.getByRole('region', { name, exact: true });
  await place.getByRole('textbox').fill(text);
  await place.getByRole('button', { name: 'Skicka' }).click();
}

async function endFromWidget(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Avsluta chatten' }).click();
  await page.locator('.panel .button', { hasText: 'Avsluta' }).click();
}

async function panel(page: Page, name: string): Promise<void> {
  await page.locator('.panel').screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** The three screens of the README side by side: the customer's chat, the line, and the console. */
async function compose(window: Browser): Promise<void> {
  const context = await window.newContext({ viewport: { width: 1800, height: 560 }, deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  await page.goto(`file://${FOLDER}/`);
  await page.setContent(`<body style="margin:0;width:max-content;box-sizing:border-box;display:flex;gap:${GAP_PX}px;padding:${GAP_PX}px;align-items:stretch;background:#d9dfe2;height:560px">
    ${['widget-chat', 'widget-queue', 'console'].map((name) => `<img src="file://${FOLDER}/${name}.png" alt="" style="height:100%;border-radius:14px;box-shadow:0 8px 30px #0a192333">`).join('')}
  </body>`);
  await page.locator('img').last().waitFor();
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.locator('body').screenshot({ path: join(FOLDER, 'three-screens.png') });
}
