// The shortest way through everything that is real: an organisation's page, the service, the console, and words both ways.

import { expect, it } from 'vitest';
import { useStage } from './harness.ts';

const stage = useStage();

it('P1 the window stands at the editor before the customer has written; then they talk', async () => {
  const desk = await stage.desk({ maxChats: [2] });
  const [anna] = desk.editors;
  if (!anna) throw new Error('The desk has no editor.');
  const editor = await stage.console(anna);
  await editor.getByText('Ledig', { exact: true }).first().click();
  await editor.getByText('Nästa kund kommer hit.').first().waitFor();

  const customer = await stage.customer(desk);
  await customer.getByRole('button', { name: 'Chatta med oss' }).click();
  await customer.getByRole('button', { name: 'Starta chatten' }).click();
  const window = editor.getByRole('region', { name: /^Kund/ });
  await window.waitFor();

  await customer.getByRole('textbox').fill('När töms soptunnan?');
  await customer.getByRole('button', { name: 'Skicka' }).click();
  await window.getByText('När töms soptunnan?').waitFor();
  await window.getByRole('textbox').fill('På tisdag.');
  await window.getByRole('button', { name: 'Skicka' }).click();
  await customer.getByText('På tisdag.').waitFor();
  expect(await window.getByText('På tisdag.').count()).toBe(1);
});
