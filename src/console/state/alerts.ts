// The chats that need somebody else than their owner: what the bar above the windows says. Pure.

import type { DeskChat } from '../../shared/protocol.ts';
import type { DeskView } from './desk.ts';

/**
 * - `take`: T7, overdue, any available editor may take it
 * - `own`: T6, overdue here; the cursor in it is enough
 * - `moving`: L3, L5, its editor is gone; it goes to the first who has room, nobody needs to do anything but have room
 */
export interface Alert {
  kind: 'take' | 'own' | 'moving';
  chat: DeskChat;
  /** The owner's name, empty when it has none. */
  ownerName: string;
}

/** The alerts of a desk, longest waiting first. A chat that is promised to somebody needs no more help. */
export function alertsOf(view: DeskView): Alert[] {
  const alerts = view.desk.chats.flatMap((chat): Alert[] => {
    if (chat.reservedForId !== null) return [];
    const ownerName = view.desk.editors.find((editor) => editor.editorId === chat.editorId)?.name ?? '';
    if (chat.overdueSince !== null) return [{ kind: chat.editorId === view.editorId ? 'own' : 'take', chat, ownerName }];
    if (chat.state === 'ownerless' || (chat.movableSince !== null && chat.editorId !== view.editorId)) {
      return [{ kind: 'moving', chat, ownerName }];
    }
    return [];
  });
  return alerts.sort((a, b) => sinceOf(a.chat) - sinceOf(b.chat));
}

/** Since when the chat has needed somebody. */
export function sinceOf(chat: DeskChat): number {
  return chat.overdueSince ?? chat.movableSince ?? chat.startedAt;
}
