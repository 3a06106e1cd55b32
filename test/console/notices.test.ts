import { beforeEach, describe, expect, test } from 'vitest';
import { dismiss, dismissBusy, type NoticeFact, notices, notify, reclaim } from '../../src/console/desk/notices.ts';

const gone = (chatId: string, draft: string): NoticeFact => ({
  kind: 'gone',
  chatId,
  name: chatId,
  cause: 'transferred',
  toName: '',
  draft,
});
const kinds = () => notices.value.map((notice) => (notice.kind === 'gone' ? notice.chatId : notice.kind));

beforeEach(() => {
  notices.value = [];
});

describe('notices', () => {
  test('T5 a chat that comes back brings its unsent draft along, and its notice goes', () => {
    notify(gone('a', 'Hej, jag'));
    notify(gone('b', 'Något annat'));
    expect(reclaim('a')).toBe('Hej, jag');
    expect(kinds()).toEqual(['b']);
    expect(reclaim('a')).toBe('');
  });

  test('T5 a notice with a draft never gives way to newer ones; one without does', () => {
    notify(gone('kept', 'Hej'));
    notify(gone('old', ''));
    for (const chatId of ['c', 'd', 'e']) notify(gone(chatId, ''));
    expect(kinds()).toEqual(['kept', 'c', 'd', 'e']);
  });

  test('the same refusal twice is said once, and each notice can be dismissed', () => {
    notify({ kind: 'refused', code: 'already_taken' });
    notify({ kind: 'refused', code: 'already_taken' });
    const [only, ...others] = notices.value;
    expect(others).toEqual([]);
    dismiss(only?.id ?? 0);
    expect(notices.value).toEqual([]);
  });

  test('T10 the word about having been set busy goes when the editor is available again', () => {
    notify({ kind: 'set_busy', chatflowId: 'x', chatflowName: 'Kundservice', cause: 'misses', missesInARow: 3 });
    notify(gone('a', ''));
    dismissBusy();
    expect(kinds()).toEqual(['a']);
  });
});
