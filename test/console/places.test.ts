import { describe, expect, test } from 'vitest';
import { placesOf } from '../../src/console/state/places.ts';
import { desk, editor, viewAfter, welcome, window } from './frames.ts';

function placed(
  chatflowId: string,
  maxChats: number,
  takenPlaces: number[],
  set: { status?: 'available' | 'busy'; online?: boolean } = {},
) {
  const windows = takenPlaces.map((place) => ({ ...window({ chatId: `${chatflowId}-${place}`, place }), messages: [], notes: [] }));
  const own = editor({ maxChats, slotsUsed: windows.length, status: set.status ?? 'available' });
  return { chatflowId, view: viewAfter(welcome(windows, desk({ chatflowId, editors: [own] }))), online: set.online ?? true };
}

const vacancies = (desks: Parameters<typeof placesOf>[0]) => placesOf(desks).map((place) => (place.window ? 'window' : place.vacancy));

describe('the window places', () => {
  test('P2 there are as many as max chats, and an empty one is free', () => {
    expect(vacancies([placed('a', 3, [1])])).toEqual(['free', 'window', 'free']);
  });

  test('P4 empty places of a busy editor are busy', () => {
    expect(vacancies([placed('a', 3, [0], { status: 'busy' })])).toEqual(['window', 'busy', 'busy']);
  });

  test('P3 lowering max chats takes no window away, moves none, and offers no place meanwhile', () => {
    expect(vacancies([placed('a', 2, [0, 3])])).toEqual(['window', 'surplus', 'surplus', 'window']);
    expect(vacancies([placed('a', 2, [3])])).toEqual(['free', 'free', 'surplus', 'window']);
  });

  test('L2 without a connection no place is said to be free', () => {
    expect(vacancies([placed('a', 2, [0], { online: false })])).toEqual(['window', 'offline']);
  });

  test('L6 the places of all desks stand side by side, numbered through, with keys that stay', () => {
    const all = placesOf([placed('a', 2, [1]), { chatflowId: 'b', view: null, online: false }, placed('c', 1, [])]);
    expect(all.map(({ key, number }) => [key, number])).toEqual([
      ['a:0', 1],
      ['a:1', 2],
      ['c:0', 3],
    ]);
  });
});
