import { describe, expect, test } from 'vitest';
import { createFocusReporter } from '../../src/console/desk/focus.ts';

function reporterAt(start: string | null) {
  const told: string[] = [];
  const cursor = { chatId: start };
  const reporter = createFocusReporter(
    () => cursor.chatId,
    (chatId, on) => told.push(`${chatId} ${on ? 'on' : 'off'}`),
  );
  return { reporter, cursor, told };
}

describe('T2 the cursor is reported', () => {
  test('once when it comes and once when it goes', () => {
    const { reporter, cursor, told } = reporterAt(null);
    reporter.look();
    cursor.chatId = 'a';
    reporter.look();
    reporter.look();
    cursor.chatId = null;
    reporter.look();
    expect(told).toEqual(['a on', 'a off']);
  });

  test('as left in the one chat before it is in the other', () => {
    const { reporter, cursor, told } = reporterAt('a');
    reporter.look();
    cursor.chatId = 'b';
    reporter.look();
    expect(told).toEqual(['a on', 'a off', 'b on']);
  });

  test('L2 again after a reconnect, if it stands in a chat of that desk', () => {
    const { reporter, told } = reporterAt('a');
    reporter.look();
    reporter.repeat((chatId) => chatId === 'other');
    reporter.repeat((chatId) => chatId === 'a');
    expect(told).toEqual(['a on', 'a on']);
  });

  test('L2 not twice when the reconnect is the first look', () => {
    const { reporter, told } = reporterAt('a');
    reporter.repeat(() => true);
    expect(told).toEqual(['a on']);
  });
});
