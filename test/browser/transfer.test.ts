// The clock in two real consoles: focus at the last moment keeps a chat, and without focus it goes to the colleague.

import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { availableEditor, newCustomer, ownerOf } from './people.ts';

const stage = useStage();
const TRANSFER_AFTER_SECONDS = 10;

it('T2 the cursor in the window at the last moment keeps the chat, although nothing is typed', async () => {
  const desk = await stage.desk({ maxChats: [1, 1], settings: { transferAfterSeconds: TRANSFER_AFTER_SECONDS } });
  const editors = [await availableEditor(stage, desk, 0), await availableEditor(stage, desk, 1)];
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.start();
  const { owner, others } = await ownerOf(editors, 'Maria');
  await customer.write('Hej! När öppnar ni?');
  await owner
    .window('Maria')
    .getByText(/^Svara inom 2 s/)
    .waitFor({ timeout: 15_000 });
  await owner.focus('Maria');
  await owner.window('Maria').getByText('Du har den').waitFor();
  // The console's own figure says that the deadline has passed.
  await owner
    .window('Maria')
    .getByText(/har väntat 1[1-9] s/)
    .waitFor({ timeout: 15_000 });
  await customer.write('Hallå?');
  await owner.window('Maria').getByText('Hallå?').waitFor();
  expect(await others[0]?.windows()).toBe(0);
});

it('T5 without focus the chat goes to the other editor when the time is up, and the first window is gone', async () => {
  const desk = await stage.desk({ maxChats: [1, 1], settings: { transferAfterSeconds: TRANSFER_AFTER_SECONDS } });
  const editors = [await availableEditor(stage, desk, 0), await availableEditor(stage, desk, 1)];
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.start();
  const { owner, others } = await ownerOf(editors, 'Maria');
  const [colleague] = others;
  if (!colleague) throw new Error('There is no colleague.');
  const wroteAt = Date.now();
  await customer.write('Hej! När öppnar ni?');
  await colleague.window('Maria').getByText('Hej! När öppnar ni?').waitFor({ timeout: 20_000 });
  expect(Date.now() - wroteAt).toBeGreaterThanOrEqual(TRANSFER_AFTER_SECONDS * 1000 - 50);
  await owner.window('Maria').waitFor({ state: 'detached' });
  await owner.page.getByText(/^Chatten med Maria gick vidare till/).waitFor();
  await colleague.focus('Maria');
  await colleague.write('Maria', 'Vi öppnar klockan 8.');
  await customer.reads('Vi öppnar klockan 8.');
});
