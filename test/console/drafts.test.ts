import { describe, expect, test } from 'vitest';
import { createDrafts } from '../../src/console/state/drafts.ts';

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function refuse(): never {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
}

describe('drafts', () => {
  test('T5 a draft survives a reload of the tab, per chat', () => {
    const kept = shelf();
    createDrafts(kept).write('a', 'Hej, jag');
    const afterReload = createDrafts(kept);
    expect(afterReload.read('a')).toBe('Hej, jag');
    expect(afterReload.read('b')).toBe('');
  });

  test('an emptied draft leaves nothing behind', () => {
    const kept = shelf();
    const drafts = createDrafts(kept);
    drafts.write('a', 'Hej');
    drafts.write('a', '');
    expect(drafts.read('a')).toBe('');
    expect(kept.kept.size).toBe(0);
  });

  test('a browser that refuses storage costs no words', () => {
    const drafts = createDrafts({ getItem: refuse, setItem: refuse, removeItem: refuse });
    drafts.write('a', 'Hej');
    expect(drafts.read('a')).toBe('Hej');
    expect(drafts.read('b')).toBe('');
  });
});
