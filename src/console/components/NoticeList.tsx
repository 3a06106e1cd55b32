// What happened behind the editor's back: windows that went, a status that was set, an act that was refused. Each stays until dismissed.

import type { ErrorCode } from '../../shared/errors.ts';
import type { WindowCloseCause } from '../../shared/model.ts';
import { desks } from '../desk/desks.ts';
import { dismiss, type Notice, type NoticeFact, notices } from '../desk/notices.ts';
import { setStatus } from '../desk/status.ts';
import { t, type Words } from '../language.ts';
import { CopyDraft } from './CopyDraft.tsx';

export function NoticeList() {
  return (
    <div class="notices" role="status">
      {desks.value.map((desk) => {
        const { bye } = desk.link.value;
        if (bye === 'forbidden' || bye === 'not_found')
          return <Standing key={desk.chatflowId} text={t('removedFrom', { name: desk.name.value })} />;
        if (bye === 'protocol' || bye === 'too_large') return <Reload key={desk.chatflowId} name={desk.name.value} />;
        return null;
      })}
      {notices.value.map((notice) => (
        <Line key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Line({ notice }: { notice: Notice }) {
  return (
    <div class="notice" data-kind={notice.kind}>
      <div class="notice-body">
        <p>{wordsFor(notice)}</p>
        {notice.kind === 'gone' && notice.draft !== '' && <CopyDraft draft={notice.draft} />}
        {notice.kind === 'set_busy' && (
          <button type="button" class="secondary" onClick={() => void setStatus('available')}>
            {t('becomeAvailableAgain')}
          </button>
        )}
      </div>
      <button type="button" class="dismiss" aria-label={t('dismiss')} title={t('dismiss')} onClick={() => dismiss(notice.id)}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}

function Standing({ text }: { text: string }) {
  return (
    <div class="notice">
      <p class="notice-body">{text}</p>
    </div>
  );
}

function Reload({ name }: { name: string }) {
  return (
    <div class="notice">
      <p class="notice-body">{t('reloadNeeded', { name })}</p>
      <button type="button" class="secondary" onClick={() => location.reload()}>
        {t('reload')}
      </button>
    </div>
  );
}

function wordsFor(fact: NoticeFact): string {
  switch (fact.kind) {
    case 'gone':
      return goneWords(fact.cause, fact.name, fact.toName || t('aColleague'));
    case 'set_busy':
      if (fact.cause === 'misses') return t('busyMisses', { count: fact.missesInARow });
      return fact.cause === 'lost' ? t('busyLost') : t('busyAdmin');
    case 'taken_later':
      return t('takenLater', { name: fact.name });
    case 'move_refused':
      return t(MOVE_REFUSALS[fact.code] ?? 'moveRefusedOther', { name: fact.name, to: fact.to || t('anotherChat') });
    case 'refused':
      return t(REFUSALS[fact.code] ?? 'refusedOther');
    default: {
      const unknown: never = fact;
      return unknown;
    }
  }
}

function goneWords(cause: WindowCloseCause | null, name: string, to: string): string {
  switch (cause) {
    case 'transferred':
      return t('goneTransferred', { name, to });
    case 'taken':
      return t('goneTaken', { name, to });
    case 'handed_over':
    case 'moved':
      return t('goneHandedOver', { name, to });
    case 'editor_away':
      return t('goneAway', { name, to });
    case 'removed':
      return t('goneRemoved', { name });
    case 'erased':
      return t('goneErased', { name });
    case 'closed':
    case 'wrap_up':
    case 'signed_out':
      return t('goneClosed', { name });
    case null:
      return t('goneMeanwhile', { name });
    default: {
      const unknown: never = cause;
      return unknown;
    }
  }
}

const MOVE_REFUSALS: Partial<Record<ErrorCode, keyof Words & `moveRefused${string}`>> = {
  desk_closed: 'moveRefusedClosed',
  conflict: 'moveRefusedConflict',
};

const REFUSALS: Partial<Record<ErrorCode, keyof Words & `refused${string}`>> = {
  chat_moved: 'refusedChatMoved',
  chat_moving: 'refusedChatMoving',
  chat_ended: 'refusedChatEnded',
  already_taken: 'refusedTaken',
  not_overdue: 'refusedNotOverdue',
  not_available: 'refusedNotAvailable',
  target_unavailable: 'refusedTarget',
  too_large: 'refusedTooLarge',
  rate_limited: 'refusedRate',
  window_live: 'refusedWindowLive',
};
