import { describe, expect, test } from 'vitest';
import { withAnswer, withOutgoing } from '../../src/client/transcript.ts';
import { applyFrame, changeTranscript, heldWindows, windowOf } from '../../src/console/state/desk.ts';
import type { EditorOut } from '../../src/shared/protocol.ts';
import { desk, deskChat, editor, ME, message, NOW, viewAfter, welcome, window } from './frames.ts';

const note = { noteId: 'note-1', at: NOW + 1_500, fromName: 'Redaktör 2', text: 'Har ringt två gånger.' };

describe('the view of a desk', () => {
  test('I17 a snapshot with the frames that follow equals a fresh snapshot', () => {
    const messages = [message(1, 'system'), message(2, 'customer'), message(3, 'editor')];
    const later = window({ chatId: 'chat-2', place: 1, lastSeq: 3, firstMessageAt: NOW + 2_000, held: true });
    const queue = { waiting: 2, longestSince: NOW, allowQueue: false };
    const colleague = editor({ editorId: 'editor-2', name: 'Redaktör 2', slotsUsed: 1 });
    const after = viewAfter(
      welcome([{ ...window(), messages: [message(1, 'system')], notes: [] }], desk({ chats: [deskChat()] })),
      { type: 'window', window: window({ chatId: 'chat-2', place: 1, lastSeq: 1 }), messages: messages.slice(0, 1), notes: [] },
      { type: 'typing', chatId: 'chat-2', on: true },
      { type: 'message', chatId: 'chat-2', message: message(2, 'customer') },
      { type: 'note', chatId: 'chat-2', note },
      { type: 'window', window: { ...later, lastSeq: 2 } },
      { type: 'message', chatId: 'chat-2', message: message(3, 'editor') },
      { type: 'window', window: later },
      { type: 'window_closed', chatId: 'chat-1', cause: 'transferred', toName: 'Redaktör 2' },
      {
        type: 'desk',
        chatflowId: 'flow-1',
        state: 'full',
        queue,
        editors: [colleague],
        chats: [deskChat({ chatId: 'chat-2' })],
        chatsGone: ['chat-1'],
      },
    );
    const fresh = viewAfter(
      welcome(
        [{ ...later, messages, notes: [note] }],
        desk({ state: 'full', queue, editors: [editor(), colleague], chats: [deskChat({ chatId: 'chat-2' })] }),
      ),
    );
    expect(after).toEqual(fresh);
  });

  test('I1 a message that comes twice stands there once, and one that comes early waits for its turn', () => {
    const view = viewAfter(
      welcome([{ ...window(), messages: [message(1, 'system')], notes: [] }]),
      { type: 'message', chatId: 'chat-1', message: message(3, 'customer') },
      { type: 'message', chatId: 'chat-1', message: message(2, 'customer') },
      { type: 'message', chatId: 'chat-1', message: message(2, 'customer') },
    );
    expect(windowOf(view, 'chat-1')?.transcript.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('L2 a second welcome adds what was missed, drops the windows that went, and forgets who was writing', () => {
    const view = viewAfter(
      welcome([
        { ...window(), messages: [message(1, 'system'), message(2, 'customer')], notes: [note] },
        { ...window({ chatId: 'chat-2', place: 1 }), messages: [], notes: [] },
      ]),
      { type: 'typing', chatId: 'chat-1', on: true },
      welcome([{ ...window({ lastSeq: 3 }), messages: [message(3, 'editor')], notes: [note] }]),
    );
    expect(view.windows.map(({ chatId }) => chatId)).toEqual(['chat-1']);
    const kept = windowOf(view, 'chat-1');
    expect(kept?.transcript.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(kept?.notes).toEqual([note]);
    expect(kept?.typing).toBeNull();
    expect(heldWindows(view)).toEqual([{ chatId: 'chat-1', lastSeq: 3 }]);
  });

  test('P5 who is writing is shown until the message is there, or the chat ends', () => {
    const writing: EditorOut = { type: 'typing', chatId: 'chat-1', on: true, text: 'Hej, jag' };
    const begun = viewAfter(welcome([{ ...window(), messages: [], notes: [] }]), writing);
    expect(windowOf(begun, 'chat-1')?.typing).toEqual({ text: 'Hej, jag' });
    const written = applyFrame(begun, { type: 'message', chatId: 'chat-1', message: message(1, 'customer') });
    expect(windowOf(written, 'chat-1')?.typing).toBeNull();
    const ended = applyFrame(begun, { type: 'window', window: window({ state: 'ended' }) });
    expect(windowOf(ended, 'chat-1')?.typing).toBeNull();
  });

  test('I3 an own message stands as sending, and once when its answer and its frame have both come', () => {
    const out = (sent: string) => (transcript: Parameters<typeof withOutgoing>[0]) => withOutgoing(transcript, sent, 'Hej!');
    const before = viewAfter(welcome([{ ...window(), messages: [message(1, 'customer')], notes: [] }]));
    const sending = changeTranscript(before, 'chat-1', out('id-1'));
    expect(windowOf(sending, 'chat-1')?.transcript.outgoing).toEqual([{ commandId: 'id-1', text: 'Hej!', state: 'sending' }]);
    const framed = applyFrame(sending, {
      type: 'message',
      chatId: 'chat-1',
      message: message(2, 'editor', { commandId: 'id-1', name: 'Redaktör 1' }),
    });
    const answered = changeTranscript(framed, 'chat-1', (transcript) =>
      withAnswer(transcript, { type: 'ok', id: 'id-1', now: NOW, seq: 2, at: NOW }, 'editor'),
    );
    const transcript = windowOf(answered, 'chat-1')?.transcript;
    expect(transcript?.outgoing).toEqual([]);
    expect(transcript?.messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('frames before the first welcome, and frames of windows that are gone, change nothing', () => {
    expect(applyFrame(null, { type: 'window', window: window() })).toBeNull();
    const view = viewAfter(welcome());
    expect(applyFrame(view, { type: 'message', chatId: 'gone', message: message(1, 'customer') })).toEqual(view);
    expect(applyFrame(view, { type: 'ok', id: 'x', now: NOW })).toBe(view);
  });

  test('S5 the other windows keep their identity when one changes, so that only that one is drawn again', () => {
    const before = viewAfter(
      welcome([
        { ...window(), messages: [], notes: [] },
        { ...window({ chatId: 'chat-2', place: 1 }), messages: [], notes: [] },
      ]),
    );
    const after = applyFrame(before, { type: 'message', chatId: 'chat-2', message: message(1, 'customer') });
    expect(windowOf(after, 'chat-1')).toBe(windowOf(before, 'chat-1'));
    expect(windowOf(after, 'chat-2')).not.toBe(windowOf(before, 'chat-2'));
    expect(before.editorId).toBe(ME);
  });
});
