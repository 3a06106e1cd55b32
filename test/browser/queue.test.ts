// The honest line in real browsers: first in first out, told when it must close, drained when nobody new may join.

import { expect, it } from 'vitest';
import { DEFAULT_TEXTS } from '../../src/shared/texts/defaults.ts';
import { useStage } from './harness.ts';
import { availableEditor, newCustomer, ownerOf } from './people.ts';

const stage = useStage();
const TEXTS = DEFAULT_TEXTS.sv;

it('Q6 two editors with one place each and four customers: two windows, two in line, first in first out', async () => {
  const desk = await stage.desk({ maxChats: [1, 1], queue: true });
  const editors = [await availableEditor(stage, desk, 0), await availableEditor(stage, desk, 1)];
  const names = ['Första', 'Andra', 'Tredje', 'Fjärde'];
  const customers = await Promise.all(names.map((name) => newCustomer(stage, desk, name)));
  const [first, second, third, fourth] = customers;
  if (!first || !second || !third || !fourth) throw new Error('A customer is missing.');
  await first.start();
  await second.start();
  await ownerOf(editors, 'Första');
  await ownerOf(editors, 'Andra');

  await third.join();
  await third.reads('Du är näst på tur');
  await third.reads(TEXTS.inQueue);
  await fourth.join();
  await fourth.reads('före dig i kön');
  for (const editor of editors) {
    await editor.page
      .getByText(/^2 väntar/)
      .first()
      .waitFor();
    expect(await editor.windows()).toBe(1);
  }

  const { owner } = await ownerOf(editors, 'Första');
  await owner.endAndClose('Första');
  await owner.window('Tredje').waitFor();
  await third.reads(TEXTS.welcome);
  await fourth.reads('Du är näst på tur');

  const { owner: secondOwner } = await ownerOf(editors, 'Andra');
  await secondOwner.endAndClose('Andra');
  await secondOwner.window('Fjärde').waitFor();
  await fourth.reads(TEXTS.welcome);
});

it('Q9 the last editor goes busy: those who wait read the queue closed text, the open chat goes on', async () => {
  const closing = 'Vi stänger för dagen. Skriv till kundservice@kommun.example så hörs vi.';
  const desk = await stage.desk({ maxChats: [1], queue: true, settings: { texts: { sv: { queueClosed: closing } } } });
  const editor = await availableEditor(stage, desk, 0);
  const served = await newCustomer(stage, desk, 'Maria');
  await served.start();
  await editor.window('Maria').waitFor();
  const waiting = [await newCustomer(stage, desk, 'Per'), await newCustomer(stage, desk, 'Eva')];
  for (const customer of waiting) await customer.join();

  await editor.page.getByRole('group', { name: 'Din status' }).getByRole('button', { name: 'Upptagen' }).click();
  const dialog = editor.page.getByRole('dialog');
  await dialog.getByText(/2 kunder väntar i kön/).waitFor();
  await dialog.getByRole('button', { name: 'Stäng kön ändå' }).click();

  for (const customer of waiting) {
    await customer.reads(closing);
    expect(await customer.page.getByText(closing).count()).toBe(1);
  }
  await served.write('Är du kvar?');
  await editor.window('Maria').getByText('Är du kvar?').waitFor();
  await editor.write('Maria', 'Ja, självklart.');
  await served.reads('Ja, självklart.');
  expect(await editor.windows()).toBe(1);
});

it('Q8 unticked through REST: those in line are served, the next customer reads the busy text', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const editor = await availableEditor(stage, desk, 0);
  const served = await newCustomer(stage, desk, 'Maria');
  await served.start();
  await editor.window('Maria').waitFor();
  const waiting = await newCustomer(stage, desk, 'Per');
  await waiting.join();

  await desk.changeSettings({ allowQueue: false });
  await editor.page.getByText('Kön tar inte emot fler').first().waitFor();
  const late = await newCustomer(stage, desk, 'Sen');
  await late.open();
  await late.reads(TEXTS.busy);
  expect(await late.page.getByRole('button', { name: /Ställ mig i kön/ }).count()).toBe(0);
  await waiting.reads(TEXTS.inQueue);

  await editor.endAndClose('Maria');
  await editor.window('Per').waitFor();
  await waiting.reads(TEXTS.welcome);
});
