// Random stories that once broke an invariant, kept by name.

import type { Settings } from '../../src/shared/settings.ts';
import type { Act } from './model-acts.ts';

/** Numbers by default 0. */
function story(...acts: [act: string, who?: number, what?: number, number?: number][]): Act[] {
  return acts.map(([act, who = 0, what = 0, number = 0]) => ({ act, who, what, number }));
}

export const FAILED_ONCE: { title: string; settings: Partial<Settings>; story: Act[] }[] = [
  {
    title: 'a customer in a new chat was shown the old one when its editor was renamed',
    settings: {},
    story: story(['available'], ['available', 1], ['start', 5], ['endByEditor'], ['start', 5], ['putEditor'], ['type']),
  },
  {
    title: 'a window that came and went while the alarm was late was closed at an editor who never saw it',
    settings: { transferAfterSeconds: 10 },
    story: story(['available'], ['available', 1], ['available', 2], ['start'], ['write'], ['late', 0, 0, 1], ['end']),
  },
  {
    title: 'typing reached an editor before the window did, because the clock had run out meanwhile',
    settings: { transferAfterSeconds: 10 },
    story: story(['available'], ['available', 1], ['start'], ['write'], ['late', 0, 0, 1], ['type']),
  },
];
