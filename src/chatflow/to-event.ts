// From a client's frame to what it means to the desk. Who sent it comes from the socket, never from the frame.

import type { CustomerEvent, DeskEvent, EditorEvent } from '../core/event.ts';
import type { Language } from '../shared/model.ts';
import type { CustomerHello, CustomerIn, EditorHello, EditorIn } from '../shared/protocol.ts';

/** What a customer's frame, other than hello, asks for. `language`: what hello said, or the chatflow's own. */
export function customerEvent(
  frame: Exclude<CustomerIn, CustomerHello>,
  customerId: string,
  language: Language,
): CustomerEvent | DeskEvent {
  switch (frame.type) {
    case 'start':
      return {
        type: 'customer.start',
        customerId,
        commandId: frame.id,
        join: frame.join,
        language: frame.language ?? language,
        name: frame.name ?? '',
        email: frame.email ?? '',
        question: frame.question ?? '',
        page: frame.page ?? '',
        pageTitle: frame.pageTitle ?? '',
      };
    case 'message':
      return { type: 'customer.message', customerId, commandId: frame.id, chatId: frame.chatId, text: frame.text };
    case 'end':
      return { type: 'customer.end', customerId, commandId: frame.id, chatId: frame.chatId };
    case 'typing':
      return { type: 'customer.typing', customerId, chatId: frame.chatId, on: frame.on, text: frame.text ?? '' };
    case 'tick':
      return { type: 'clock' };
    default:
      return frame satisfies never;
  }
}

/** What an editor's frame, other than hello, asks for. `socketId`: where focus is reported from. */
export function editorEvent(frame: Exclude<EditorIn, EditorHello>, editorId: string, socketId: string): EditorEvent | DeskEvent {
  switch (frame.type) {
    case 'status': {
      const { id: commandId, status, confirm = false, stopQueueing = false } = frame;
      return { type: 'editor.status', editorId, commandId, status, confirm, stopQueueing };
    }
    case 'focus':
      return { type: 'editor.focus', editorId, commandId: frame.id, socketId, chatId: frame.chatId, on: frame.on };
    case 'message':
      return { type: 'editor.message', editorId, commandId: frame.id, chatId: frame.chatId, text: frame.text };
    case 'end':
      return { type: 'editor.end', editorId, commandId: frame.id, chatId: frame.chatId };
    case 'close':
      return { type: 'editor.close', editorId, commandId: frame.id, chatId: frame.chatId };
    case 'transfer': {
      const { id: commandId, chatId, toEditorId, note = '' } = frame;
      return { type: 'editor.transfer', editorId, commandId, chatId, toEditorId, note };
    }
    case 'move': {
      const { id: commandId, chatId, toChatflowId, note = '' } = frame;
      return { type: 'editor.move', editorId, commandId, chatId, toChatflowId, note };
    }
    case 'take':
      return { type: 'editor.take', editorId, commandId: frame.id, chatId: frame.chatId };
    case 'sign_out':
      return { type: 'editor.sign_out', editorId, commandId: frame.id, confirm: frame.confirm ?? false };
    case 'typing':
      return { type: 'editor.typing', editorId, chatId: frame.chatId, on: frame.on };
    case 'tick':
      return { type: 'clock' };
    default:
      return frame satisfies never;
  }
}
