// A customer's page that is reloaded, in a chat and in the line: the same chat goes on, nothing twice, nothing lost.

import { expect, it } from 'vitest';
import { useStage } from './harness.ts';
import { availableEditor, Customer, newCustomer } from './people.ts';

const stage = useStage();

it('L4, P9: a reload in the chat brings back every message once, also what was written meanwhile', async () => {
  const desk = await stage.desk({ maxChats: [2] });
  const editor = await availableEditor(stage, desk, 0);
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.start();
  await customer.write('Första frågan');
  await editor.window('Maria').getByText('Första frågan').waitFor();
  await editor.write('Maria', 'Första svaret');
  await customer.reads('Första svaret');

  const address = customer.page.url();
  await customer.page.goto('about:blank');
  await editor.window('Maria').getByText('Kunden är borta').waitFor();
  await editor.write('Maria', 'Skrivet medan du var borta');
  await customer.page.goto(address);
  for (const text of ['Första frågan', 'Första svaret', 'Skrivet medan du var borta']) {
    await customer.reads(text);
    expect(await customer.page.getByText(text).count()).toBe(1);
  }
  await customer.write('Nu är jag tillbaka');
  await editor.window('Maria').getByText('Nu är jag tillbaka').waitFor();
  expect(await editor.windows()).toBe(1);
});

it('L4, Q5: a reload in the line keeps the place', async () => {
  const desk = await stage.desk({ maxChats: [1], queue: true });
  const editor = await availableEditor(stage, desk, 0);
  const served = await newCustomer(stage, desk, 'Maria');
  await served.start();
  await editor.window('Maria').waitFor();
  const next = await newCustomer(stage, desk, 'Per');
  await next.join();
  const last = await newCustomer(stage, desk, 'Eva');
  await last.join();

  await next.page.reload();
  await next.reads('Du är näst på tur');
  await last.reads('före dig i kön');
  await editor.endAndClose('Maria');
  await editor.window('Per').waitFor();
});

it('P9: a second tab shows the same chat, and what is written in either stands in both', async () => {
  const desk = await stage.desk({ maxChats: [2] });
  const editor = await availableEditor(stage, desk, 0);
  const customer = await newCustomer(stage, desk, 'Maria');
  await customer.start();
  await customer.write('Från första fliken');
  const tab = await customer.page.context().newPage();
  await tab.goto(customer.page.url());
  const second = new Customer(tab, 'Maria');
  await second.reads('Från första fliken');
  await second.write('Från andra fliken');
  await customer.reads('Från andra fliken');
  expect(await editor.windows()).toBe(1);
});
