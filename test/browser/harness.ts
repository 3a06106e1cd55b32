// The stage of a browser test: a fresh desk on the real service, customers on an organisation's page, editors signed in to the console.
// Knows how people get where they are; what they do there is the tests' own.

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type Api, apiOf } from '../../scripts/api.ts';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.ts';
import { newPassword } from '../../scripts/secrets.ts';
import { changeSettings, type EditorSeed, type PersonSeed, type SeededDesk, seedChatflow, seedDesk } from '../../scripts/seed.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { type Site, startSite } from './harness-site.ts';

export interface DeskWish {
  /** Max chats of each editor; the editors are called Anna, Björn, Cecilia, … */
  maxChats: number[];
  /** The queue feature, and with it "Allow customers to queue". */
  queue?: boolean;
  settings?: Partial<Settings>;
}

/** A desk of a test's own, in an account of its own. */
export interface StageDesk extends SeededDesk {
  admin: PersonSeed;
  editors: EditorSeed[];
  changeSettings(change: Partial<Settings>): Promise<void>;
}

export interface Stage {
  serviceUrl: string;
  /** /v1 with the operator's key. */
  api: Api;
  desk(wish: DeskWish): Promise<StageDesk>;
  /** Another chatflow of the same account, with editors of its own. The organisation's page is not among its origins. */
  sibling(of: StageDesk, chatflow: string, maxChats: number[]): Promise<StageDesk>;
  /** A new customer, with a browser of the own, on the organisation's page. */
  customer(desk: StageDesk): Promise<Page>;
  /** A browser in which this person is signed in, on the console's page. */
  console(person: PersonSeed): Promise<Page>;
  /** A browser of its own, such as for a second device. It is closed after the test. */
  context(): Promise<BrowserContext>;
  /** Lets this test pass although pages complain about this. */
  forgive(complaint: RegExp): void;
}

const NAMES = ['Anna', 'Björn', 'Cecilia', 'David', 'Eva', 'Fredrik'];
const LANGUAGE = 'sv-SE';

/** Sets the stage for the tests of one file. A page that throws, or that the browser complains about, fails its test. */
export function useStage(): Stage {
  const serviceUrl = inject('serviceUrl');
  const api = apiOf(serviceUrl, inject('operatorKey'));
  const contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  let forgiven: RegExp[] = [];
  let browser: Browser | undefined;
  let site: Site | undefined;

  beforeAll(async () => {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('There is no Chromium.');
    browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
    site = await startSite(serviceUrl);
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const unforgiven = complaints.filter((complaint) => !forgiven.some((pattern) => pattern.test(complaint)));
    complaints = [];
    forgiven = [];
    expect(unforgiven).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function context(): Promise<BrowserContext> {
    if (!browser) throw new Error('The stage is set inside tests only.');
    const made = await browser.newContext({ locale: LANGUAGE, viewport: { width: 1280, height: 800 } });
    made.setDefaultTimeout(10_000);
    made.on('weberror', (error) => complaints.push(error.error().message));
    made.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    contexts.push(made);
    return made;
  }

  return {
    serviceUrl,
    api,
    context,
    async desk({ maxChats, queue = false, settings = {} }) {
      if (!site) throw new Error('The stage is set inside tests only.');
      const unique = crypto.randomUUID().slice(0, 8);
      const admin = person(unique, 'Admin');
      const editors = editorsOf(unique, maxChats);
      const all = { allowQueue: queue, origins: [site.url], ...settings };
      const seeded = await seedDesk(api, {
        account: `Konto ${unique}`,
        chatflow: 'Kundservice',
        queue,
        settings: all,
        admins: [admin],
        editors,
      });
      return { ...seeded, admin, editors, changeSettings: (change) => changeSettings(api, seeded.chatflowId, change) };
    },
    async sibling(of, chatflow, maxChats) {
      const editors = editorsOf(crypto.randomUUID().slice(0, 8), maxChats);
      const seeded = await seedChatflow(api, of.accountId, { chatflow, settings: {}, editors });
      return { ...seeded, admin: of.admin, editors, changeSettings: (change) => changeSettings(api, seeded.chatflowId, change) };
    },
    async customer(desk) {
      if (!site) throw new Error('The stage is set inside tests only.');
      const page = await (await context()).newPage();
      await page.goto(site.page(desk.chatflowId));
      return page;
    },
    async console({ email, password }) {
      const own = await context();
      const answer = await own.request.post(`${serviceUrl}/auth/sign-in/email`, {
        data: { email, password },
        headers: { origin: serviceUrl },
      });
      expect(answer.status(), await answer.text()).toBe(200);
      const page = await own.newPage();
      await page.goto(`${serviceUrl}/console`);
      return page;
    },
    forgive(complaint) {
      forgiven.push(complaint);
    },
  };
}

/** `unique`: so that no other test has the same person. */
function person(unique: string, name: string): PersonSeed {
  return { name, email: `${unique}-${name.length}${name.charCodeAt(1)}@test.example`, password: newPassword() };
}

function editorsOf(unique: string, maxChats: readonly number[]): EditorSeed[] {
  return maxChats.map((max, index) => ({ ...person(unique, NAMES[index] ?? `Redaktör ${index}`), maxChats: max }));
}
