// One editor in the list: who, how it stands right now, how many chats at the same time, and what an admin can do.

import { MAX_CHATS_LIMIT } from '../../shared/limits.ts';
import { clockTime, t } from '../language.ts';
import type { Desk, Editor } from './answers.ts';

/** `live`: as the desk sees the editor now; null while that is not known. */
export interface EditorState extends Editor {
  live: Desk['editors'][number] | null;
}

interface RowProps {
  editor: EditorState;
  onMaxChats(maxChats: number): void;
  onBusy(): void;
  onRemove(): void;
}

const NUMBERS = Array.from({ length: MAX_CHATS_LIMIT }, (_, index) => index + 1);

export function EditorRow({ editor, onMaxChats, onBusy, onRemove }: RowProps) {
  const { name, email, maxChats, live } = editor;
  return (
    <li class="row">
      <div class="row-who">
        <strong>{name}</strong>
        <span class="soft">{email}</span>
      </div>
      <p class="row-state">{live && <Status live={live} maxChats={maxChats} />}</p>
      <label class="row-max">
        <span aria-hidden="true">{t('editorMaxChatsShort')}</span>
        <select
          aria-label={t('editorMaxChats', { name })}
          value={String(maxChats)}
          onChange={(event) => onMaxChats(Number(event.currentTarget.value))}
        >
          {NUMBERS.map((number) => (
            <option key={number} value={String(number)}>
              {number}
            </option>
          ))}
        </select>
      </label>
      <div class="row-acts">
        {live?.status === 'available' && (
          <button type="button" class="secondary" aria-label={t('editorSetBusyOf', { name })} onClick={onBusy}>
            {t('editorSetBusy')}
          </button>
        )}
        <button type="button" class="secondary" aria-label={t('editorRemoveOf', { name })} onClick={onRemove}>
          {t('editorRemove')}
        </button>
      </div>
    </li>
  );
}

function Status({ live, maxChats }: { live: NonNullable<EditorState['live']>; maxChats: number }) {
  const values = { count: live.slotsUsed, max: maxChats };
  const words = live.status === 'available' ? t('editorAvailable', values) : t('editorBusy', values);
  return (
    <>
      <span class="pill own" data-status={live.status}>
        {words}
      </span>
      <span class="soft">{live.connected ? t('editorSince', { time: clockTime(live.statusSince) }) : t('editorAway')}</span>
    </>
  );
}
