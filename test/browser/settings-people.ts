// What admins do in the browser tests of the settings pages, in the words that they read on their screens.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage, StageDesk } from './harness.ts';

/** The page of a chat's settings, signed in as the desk's admin. */
export async function openPage(stage: Stage, desk: StageDesk, page: string): Promise<Page> {
  const admin = await stage.console(desk.admin);
  await admin.goto(`${stage.serviceUrl}/console#/chatflows/${desk.chatflowId}/${page}`);
  return admin;
}

/** Through the menu symbol at the top right, as source text B says. */
export async function byMenu(page: Page, link: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByRole('link', { name: link }).click();
}

/** Saves, and waits until the page says so. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText('Sparat. Det gäller redan.').waitFor();
}

/** What an accessibility checker finds on the page, as `rule: element`; by these rules only, if any are named. */
export async function accessibilityFaults(page: Page, ...rules: string[]): Promise<string[]> {
  const checker = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? checker.withRules(rules) : checker).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The widget in the preview's frame. */
export function preview(page: Page) {
  return page.frameLocator('iframe[title="Widgeten med dina texter"]');
}

/** The settings as the service has them. */
export async function settingsOf(stage: Stage, desk: StageDesk): Promise<Record<string, unknown>> {
  const { body } = await stage.api.send('GET', `/chatflows/${desk.chatflowId}/settings`);
  expect(body).toBeTypeOf('object');
  return { ...(body as object) };
}
