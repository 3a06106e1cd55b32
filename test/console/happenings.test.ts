import { describe, expect, test } from 'vitest';
import { applyFrame } from '../../src/console/state/desk.ts';
import { happenings } from '../../src/console/state/happenings.ts';
import type { EditorOut } from '../../src/shared/protocol.ts';
import { desk, editor, message, NOW, viewAfter, welcome, window } from './frames.ts';

const one = () => welcome([{ ...window(), messages: [message(1, 'system')], notes: [] }]);

function foundIn(frame: EditorOut, first: EditorOut = one()) {
  const before = viewAfter(first);
  return happenings(before, applyFrame(before, frame), frame);
}

describe('what a frame means to the editor', () => {
  test('T2 windows that were there before the console opened are no news', () => {
    expect(happenings(null, viewAfter(one()), one())).toEqual([]);
  });

  test('P1 a new window arrives', () => {
    const found = foundIn({ type: 'window', window: window({ chatId: 'chat-2', place: 1 }), messages: [] });
    expect(found).toMatchObject([{ kind: 'arrived', window: { chatId: 'chat-2' } }]);
  });

  test('a customer’s message is told once, and neither the editor’s own nor a change of the window is', () => {
    expect(foundIn({ type: 'message', chatId: 'chat-1', message: message(2, 'customer') })).toMatchObject([{ kind: 'customer_wrote' }]);
    expect(foundIn({ type: 'message', chatId: 'chat-1', message: message(2, 'editor') })).toEqual([]);
    expect(foundIn({ type: 'window', window: window({ held: true }) })).toEqual([]);
  });

  test('E1 a chat ends', () => {
    expect(foundIn({ type: 'window', window: window({ state: 'ended' }) })).toMatchObject([{ kind: 'ended' }]);
  });

  test('T5 a window goes, and it is known to whom', () => {
    const found = foundIn({ type: 'window_closed', chatId: 'chat-1', cause: 'transferred', toName: 'Redaktör 2' });
    expect(found).toMatchObject([{ kind: 'gone', cause: 'transferred', toName: 'Redaktör 2', window: { chatId: 'chat-1' } }]);
  });

  test('T11 a move that came to nothing is told with where it should have gone; the window stays', () => {
    const moving = welcome([{ ...window({ movingTo: 'flow-2' }), messages: [message(1, 'system')], notes: [] }]);
    const before = viewAfter(moving, { type: 'window', window: window() });
    const frame: EditorOut = { type: 'move_refused', chatId: 'chat-1', code: 'desk_closed' };
    expect(happenings(before, applyFrame(before, frame), frame)).toMatchObject([
      { kind: 'move_refused', code: 'desk_closed', window: { chatId: 'chat-1', movingTo: null, lastMoveTo: 'flow-2' } },
    ]);
    const elsewhere: EditorOut = { ...frame, chatId: 'chat-7' };
    expect(happenings(before, applyFrame(before, elsewhere), elsewhere)).toEqual([]);
  });

  test('T11 a window that another chatflow has got goes with that cause, and it is known to which', () => {
    const moving = welcome([{ ...window({ movingTo: 'flow-2' }), messages: [], notes: [] }]);
    const found = foundIn({ type: 'window_closed', chatId: 'chat-1', cause: 'moved' }, moving);
    expect(found).toMatchObject([{ kind: 'gone', cause: 'moved', window: { lastMoveTo: 'flow-2' } }]);
  });

  test('L3 a window that went while the console was away goes without a cause', () => {
    expect(foundIn(welcome())).toMatchObject([{ kind: 'gone', cause: null, toName: '' }]);
  });

  test('T10 being set busy is told with its cause, once; the editor’s own choice is not', () => {
    const misses = editor({ status: 'busy', statusCause: 'misses', statusSince: NOW + 1, missesInARow: 3 });
    const told: EditorOut = { type: 'desk', chatflowId: 'flow-1', editors: [misses] };
    expect(foundIn(told)).toEqual([{ kind: 'set_busy', cause: 'misses', missesInARow: 3 }]);
    expect(foundIn(told, welcome([], desk({ editors: [misses] })))).toEqual([]);
    const self = editor({ status: 'busy', statusCause: 'self', statusSince: NOW + 1 });
    expect(foundIn({ type: 'desk', chatflowId: 'flow-1', editors: [self] })).toEqual([]);
  });

  test('L3 one who opens the console and is busy because the connection was lost is told why', () => {
    const lost = welcome([], desk({ editors: [editor({ status: 'busy', statusCause: 'lost' })] }));
    expect(happenings(null, viewAfter(lost), lost)).toMatchObject([{ kind: 'set_busy', cause: 'lost' }]);
  });
});
