// T11 across pages and tabs: where the customer connects to, from one memory, and the way home when the chat elsewhere is over.

import { describe, expect, it } from 'vitest';
import type { Memory, MemoryKeeper } from '../../src/widget/memory.ts';
import { createWhereabouts } from '../../src/widget/whereabouts.ts';

const B = { chatflowId: 'b', token: 'token-b', chatId: 'there' };
const C = { chatflowId: 'c', token: 'token-c', chatId: 'there' };

function stage(start: Partial<Memory> = {}) {
  let held: Memory = { token: 'token-a', elsewhere: null, chatId: 'k-1', live: true, open: true, ...start };
  const memory: MemoryKeeper = {
    read: () => held,
    write(change) {
      held = { ...held, ...change };
    },
    forget() {
      throw new Error('Nobody asked to forget.');
    },
  };
  let answers = true;
  const tab = () => {
    const whereabouts = createWhereabouts('a', memory, () => Promise.resolve(answers));
    return { ...whereabouts, connects: () => [whereabouts.look(), whereabouts.chatflowId()] };
  };
  return {
    tab,
    memory,
    online(is: boolean) {
      answers = is;
    },
  };
}

describe('where the chat is', () => {
  it('T11 a page follows the chat, and a new one goes straight there; the own token stays for later', () => {
    const { tab, memory } = stage();
    const first = tab();
    expect(first.connects()).toEqual(['token-a', 'a']);
    first.follow(B);
    expect(first.connects()).toEqual(['token-b', 'b']);
    first.welcomed('token-b');
    expect(tab().connects()).toEqual(['token-b', 'b']);
    expect(memory.read()).toMatchObject({ token: 'token-a', elsewhere: B, live: true, chatId: 'there' });
  });

  it('T11 twice, and back to the own one', () => {
    const { tab, memory } = stage();
    const page = tab();
    page.look();
    page.follow(B);
    page.look();
    page.follow(C);
    expect(page.connects()).toEqual(['token-c', 'c']);
    page.follow({ chatflowId: 'a', token: 'token-a', chatId: 'there' });
    expect(page.connects()).toEqual(['token-a', 'a']);
    expect(memory.read()).toMatchObject({ elsewhere: null, live: true });
  });

  it('T11 a tab that slept through the moves goes where another tab has followed the chat to', () => {
    const { tab } = stage();
    const [awake, asleep] = [tab(), tab()];
    asleep.look();
    awake.look();
    awake.follow(B);
    awake.look();
    awake.follow(C);
    asleep.follow(B);
    expect(asleep.connects()).toEqual(['token-c', 'c']);
  });

  it('T11 put away: at the own chatflow again, for good', () => {
    const { tab } = stage({ elsewhere: B });
    const page = tab();
    page.look();
    expect(page.goHome()).toBe(true);
    expect(page.connects()).toEqual(['token-a', 'a']);
    expect(page.goHome()).toBe(false);
    expect(tab().connects()).toEqual(['token-a', 'a']);
  });

  it('T11 a chat that has ended elsewhere is no reason to go there', () => {
    expect(stage({ elsewhere: B, live: false }).tab().connects()).toEqual(['token-a', 'a']);
  });
});

describe('nobody lets the customer in', () => {
  it('T11 elsewhere, while the service answers: the chat there is over, and the page is at home', async () => {
    const { tab } = stage({ elsewhere: B });
    const page = tab();
    page.look();
    const said = [await page.failed(), await page.failed(), await page.failed(), await page.failed()];
    expect(said).toEqual([false, false, false, true]);
    expect(page.connects()).toEqual(['token-a', 'a']);
  });

  it('L4 without a network the page keeps trying where the chat is', async () => {
    const { tab, online } = stage({ elsewhere: B });
    online(false);
    const page = tab();
    page.look();
    for (let attempt = 0; attempt < 20; attempt++) expect(await page.failed()).toBe(false);
    expect(page.connects()).toEqual(['token-b', 'b']);
    online(true);
    await page.failed();
    page.welcomed('token-b');
    expect(await page.failed()).toBe(false);
  });

  it('L4 at the own chatflow a failure means nothing', async () => {
    const page = stage().tab();
    page.look();
    for (let attempt = 0; attempt < 20; attempt++) expect(await page.failed()).toBe(false);
  });

  it('S1 a refused token: elsewhere the page goes home, at home it begins anew', () => {
    const { tab, memory } = stage({ elsewhere: B });
    const page = tab();
    page.look();
    expect(page.refused()).toBe(true);
    expect(page.look()).toBe('token-a');
    expect(page.refused()).toBe(false);
    expect(page.look()).toBeNull();
    expect(memory.read().token).toBeNull();
  });
});
