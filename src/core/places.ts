// Q5. Telling customers their place without telling everybody everything: the first ten at every step, further back when the place
// passes one of a row of numbers that thin out by a tenth. Work per departure does not grow with the line.

import { PLACES_ALWAYS_TOLD_COUNT } from '../shared/limits.ts';
import { RANGES } from '../shared/settings.ts';
import type { Draft } from './draft.ts';
import type { Effect } from './event.ts';
import type { DeskReader } from './reader.ts';
import { customerChat } from './views.ts';

/** Places at which a customer who reaches them is told: 1…10, 11, 13, 15, 17, 19, 21, 24, … */
export const TOLD_PLACES: readonly number[] = toldPlaces();

function toldPlaces(): number[] {
  const places: number[] = [];
  for (let place = 1; place <= RANGES.maxQueueLength.max; ) {
    places.push(place);
    place = place < PLACES_ALWAYS_TOLD_COUNT ? place + 1 : Math.ceil((place + 1) * 1.1 - 1);
  }
  return places;
}

/** Frames for those whose place has come to, or passed, a told place because others left the line before them. */
export function placeFrames(draft: Draft, before: DeskReader): Effect[] {
  const shown = draft.desk().settings.showPlace;
  if (shown !== before.desk().settings.showPlace) return [...draft.waiting()].map((chat) => frameFor(draft, chat.chatId));
  if (!shown || draft.waitingCount() === 0) return [];
  const goneCount = draft.goneFromLine().length;
  if (goneCount === 0) return [];
  const effects: Effect[] = [];
  for (const place of passed(goneCount, draft.waitingCount())) {
    const chat = draft.waitingAt(place);
    const joinedNow = chat && draft.changedChats.get(chat.chatId)?.stored === undefined && draft.changedChats.has(chat.chatId);
    if (chat && !joinedNow && before.placeOf(chat.joinSeq ?? 0) > place) effects.push(frameFor(draft, chat.chatId));
  }
  return effects;
}

/** Places whose holder may have passed a told place when `goneCount` left. */
function passed(goneCount: number, waitingCount: number): Set<number> {
  const places = new Set<number>();
  for (const told of TOLD_PLACES) {
    if (told - goneCount + 1 > waitingCount) break;
    for (let place = Math.max(1, told - goneCount + 1); place <= Math.min(told, waitingCount); place += 1) places.add(place);
  }
  return places;
}

function frameFor(draft: Draft, chatId: string): Effect {
  const chat = draft.chat(chatId);
  if (!chat) throw new Error('Somebody in line has no chat.');
  return { kind: 'to_customer', customerId: chat.customerId, frame: { type: 'chat', chat: customerChat(draft, chat) } };
}
