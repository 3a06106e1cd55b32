// The input of a chat. The cursor in it is what holds the chat (T2), so nothing but the editor ever puts it there.

import { useEffect, useRef, useState } from 'preact/hooks';
import { MESSAGE_MAX_LENGTH } from '../../shared/limits.ts';
import type { DeskConnection } from '../desk/connection.ts';
import { drafts, seen } from '../desk/desks.ts';
import { reportTyping } from '../desk/typing.ts';
import { t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import type { Standing } from '../state/standing.ts';

/** From here on the composer says how much room is left. */
const ROOM_TOLD_LENGTH = 200;

interface ComposerProps {
  desk: DeskConnection;
  window: WindowView;
  name: string;
  standing: Standing;
  onTransfer(): void;
  onEnd(): void;
}

export function Composer({ desk, window, name, standing, onTransfer, onEnd }: ComposerProps) {
  const { chatId } = window;
  const field = useRef<HTMLTextAreaElement>(null);
  const [length, setLength] = useState(() => drafts.read(chatId).length);
  const typing = useTyping(desk, chatId);
  const roomLeft = MESSAGE_MAX_LENGTH - length;
  // T11: on its way to another chatflow nothing can be done to the chat.
  const moving = standing.kind === 'moving';

  function changed(text: string): void {
    setLength(text.length);
    drafts.write(chatId, text);
    typing.changed(text);
  }

  function send(): void {
    const text = field.current?.value.trim() ?? '';
    if (field.current === null || text === '') return;
    field.current.value = '';
    changed('');
    seen(chatId);
    void desk.write(chatId, text);
    field.current.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="unseen" for={`input-${chatId}`}>
        {t('write', { name })}
      </label>
      <textarea
        ref={field}
        id={`input-${chatId}`}
        data-chat={chatId}
        rows={2}
        maxLength={MESSAGE_MAX_LENGTH}
        disabled={moving}
        placeholder={placeholderFor(standing)}
        defaultValue={drafts.read(chatId)}
        onInput={(event) => changed(event.currentTarget.value)}
        onBlur={typing.stop}
        onKeyDown={(event) => {
          if (!meansSend(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <div class="composer-foot">
        <button type="button" class="quiet" disabled={moving} onClick={onTransfer}>
          {t('transfer')}
        </button>
        <button type="button" class="quiet" disabled={moving} onClick={onEnd}>
          {t('end')}
        </button>
        <span class="composer-hint">
          {roomLeft > ROOM_TOLD_LENGTH ? t('enterSends') : <span role="status">{t('lettersLeft', { count: roomLeft })}</span>}
        </span>
        <button type="submit" class="primary send" disabled={moving} data-idle={length === 0}>
          {t('send')}
        </button>
      </div>
    </form>
  );
}

/** Enter alone sends. While an input method composes (accents, dead keys), Enter belongs to it; 229 is how older browsers say so. */
function meansSend(event: KeyboardEvent): boolean {
  const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
  return event.key === 'Enter' && plain && !event.isComposing && event.keyCode !== 229;
}

function placeholderFor(standing: Standing): string {
  switch (standing.kind) {
    case 'answer':
    case 'overdue':
      return t('clickToTake');
    case 'moving':
      return t('movingWait');
    case 'question_coming':
    case 'question_writing':
      return t('writeFirst');
    default:
      return t('writeAnswer');
  }
}

function useTyping(desk: DeskConnection, chatId: string) {
  const [typing] = useState(() => reportTyping((on) => desk.signal({ type: 'typing', chatId, on })));
  useEffect(() => typing.stop, [typing]);
  return typing;
}
