// Which screen the customer sees and the one sentence on top of it, from what is known. Pure.

import type { CustomerDesk } from '../client/customer-desk.ts';
import type { WidgetWords } from '../i18n/widget/load.ts';

export type View = 'loading' | 'gone' | 'start' | 'queue' | 'busy' | 'closed' | 'waiting' | 'chat' | 'ended';

export function viewOf({ bye, chat, chatflow, desk }: CustomerDesk): View {
  if (bye) return 'gone';
  if (chat) return chat.state === 'waiting' || chat.state === 'ended' ? chat.state : 'chat';
  if (!chatflow || !desk) return 'loading';
  if (desk.state === 'open') return 'start';
  if (desk.state === 'closed') return 'closed';
  return desk.canQueue ? 'queue' : 'busy';
}

const SENTENCES = {
  loading: 'nowConnecting',
  gone: 'nowGone',
  start: 'nowOpen',
  queue: 'nowFull',
  busy: 'nowFull',
  waiting: 'nowWaiting',
  ended: 'nowEnded',
  closed: 'nowClosed',
} as const satisfies Record<Exclude<View, 'chat'>, string>;

/** What is going on, in one plain sentence. */
export function sentenceOf(known: CustomerDesk, view: View, lost: boolean, t: WidgetWords): string {
  if (lost && view !== 'gone') return t('nowNoContact');
  if (known.chat?.endReason === 'queue_closed') return t('nowClosed');
  if (view !== 'chat') return t(SENTENCES[view]);
  return known.chat?.state === 'ownerless' ? t('nowOwnerless') : t('nowChat', { name: editorName(known) });
}

/** Who answers: the editor, or the desk by its name. */
export function editorName(known: CustomerDesk): string {
  return known.chat?.editorName ?? known.chatflow?.name ?? '';
}

/** The same for the ear: in line it is the place. */
export function spokenOf(known: CustomerDesk, view: View, sentence: string, t: WidgetWords): string {
  const place = known.chat?.place;
  if (view !== 'waiting' || !place) return sentence;
  return place === 1 ? t('youAreNext') : t('peopleBeforeYou', { count: place - 1 });
}
