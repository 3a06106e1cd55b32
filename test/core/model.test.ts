// Random stories against the invariants: people, clocks, settings, faults. The seed is printed; FC_SEED (and FC_RUNS) play one again.

import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/core/decide.ts';
import { END_REASONS } from '../../src/shared/model.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { FAILED_ONCE } from './failed-once.ts';
import { type Act, acts, beginnings, play, World } from './model-acts.ts';
import type { Story } from './story.ts';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env.FC_RUNS ?? 400);
console.log(`The model's seed: FC_SEED=${seed}`);

function playAll(settings: Partial<Settings>, story: Act[]): World {
  const world = new World(settings);
  for (const act of story) play(world, act);
  return world;
}

describe('random stories', () => {
  test('I1–I18: every invariant holds after every step', { timeout: 120_000 }, () => {
    let stepCount = 0;
    fc.assert(
      fc.property(beginnings, acts(120), (settings, story) => {
        const world = playAll(settings, story);
        stepCount += story.length;
        checkFigures(world.story);
      }),
      { seed, numRuns },
    );
    expect(stepCount).toBeGreaterThan(numRuns * 25);
    console.log(`The model took ${stepCount} steps.`);
  });

  test('I3 a repeated command: the same answer, and no change except what is due', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(beginnings, acts(60), fc.nat(1_000), (settings, story, which) => {
        const world = playAll(settings, story);
        repeatOne(world.story, which);
      }),
      { seed, numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test('C1 a late alarm gives the same desk as a punctual one', { timeout: 60_000 }, () => {
    const without = ['silent', 'heard', 'editorSilent', 'editorHeard', 'late', 'outage'];
    fc.assert(
      fc.property(beginnings, acts(60, without), fc.nat(1_200), (settings, story, seconds) => {
        const desks = [true, false].map((punctual) => {
          const world = playAll(settings, story);
          if (punctual) world.story.laterSeconds(seconds);
          else world.story.skip(seconds * 1_000);
          world.story.clock();
          const { desk } = world.story;
          const deadlines = desk.allDeadlines().filter(({ kind }) => kind !== 'sweep');
          return { chats: desk.allChats(), editors: desk.editors(), moments: desk.moments, deadlines };
        });
        expect(desks[1]).toEqual(desks[0]);
      }),
      { seed, numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test.each(FAILED_ONCE)('I1–I18 failed once: $title', ({ settings, story }) => {
    checkFigures(playAll(settings, story).story);
  });
});

/** I19: what the fold over the log says is what the messages and rows say. */
function checkFigures(story: Story): void {
  for (const chat of story.desk.allChats()) {
    const messages = story.desk.messages(chat.chatId, 0);
    const asked = messages.find(({ author }) => author === 'customer');
    const answer = messages.find(({ author, seq }) => author === 'editor' && asked !== undefined && seq > asked.seq);
    const measures = story.measures(chat.chatId);
    const waited = chat.joinSeq !== null && chat.firstAssignedAt !== null;
    const lastAnswer = messages.findLast(({ author }) => author === 'editor')?.seq ?? 0;
    const stands = messages.some(({ author, seq }) => author === 'customer' && seq > lastAnswer);
    const counts = chat.endReason === null ? null : END_REASONS[chat.endReason];
    expect({ ...measures, ownResponseMs: [], focusMs: 0 }).toEqual({
      startedAt: chat.startedAt,
      queueMs: waited ? (chat.firstAssignedAt ?? 0) - chat.startedAt : null,
      responseMs: asked && answer ? answer.at - asked.at : null,
      ownResponseMs: [],
      focusMs: 0,
      missCount: story.moments('miss', chat.chatId).length,
      moveCount: story.moments('move', chat.chatId).length,
      endReason: chat.endReason,
      missed: counts?.missed ?? false,
      unanswered:
        (counts?.unanswered === 'if_message_stands' && stands) ||
        (counts?.unanswered === 'if_never_answered' && asked !== undefined && answer === undefined),
    });
  }
}

/** Sends one of the commands so far again; its sender is connected by the rows, so that being heard changes nothing. */
function repeatOne(story: Story, which: number): void {
  story.clock();
  const possible = story.events.filter((event) => {
    if (!('commandId' in event)) return false;
    if ('customerId' in event) return (story.desk.liveChatOf(event.customerId)?.customerAwaySince ?? null) === null;
    return story.desk.editor(event.editorId)?.connected === true;
  });
  const event = possible[which % Math.max(1, possible.length)];
  if (!event || !('commandId' in event)) return;
  const personId = 'customerId' in event ? event.customerId : event.editorId;
  const first = story.desk.reply(personId, event.commandId);
  const due = decide(story.desk, { type: 'clock' }, { now: story.now, newId: () => 'none' });
  expect(story.run(event)).toEqual(first);
  expect(isDeepStrictEqual(story.last, { ...due, reply: first })).toBe(true);
}
