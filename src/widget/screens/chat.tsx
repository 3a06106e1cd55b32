/** @jsxImportSource ../jsx */
// The conversation: what was said, what the customer should know right now, and where to write; or, after the end, what to do next.

import { MESSAGE_MAX_LENGTH } from '../../shared/limits.ts';
import { PrivacyLine } from '../parts.tsx';
import { clockTime, type Ui } from '../ui.ts';
import { editorName } from '../view.ts';
import { Messages } from './messages.tsx';
import { farewell, NextSteps } from './plain.tsx';

export function ChatScreen({ ui }: { ui: Ui }) {
  const { t, known, language } = ui;
  const name = editorName(known);
  const { state, editorAway, idleEndsAt } = known.chat ?? {};
  return (
    <>
      <Messages ui={ui} />
      <p class="typing" role="status">
        {known.editorTyping && t('isTyping', { name })}
      </p>
      <div role="status">
        <Notice text={ui.look.lost && t('connectionLost')} />
        <Notice text={state === 'ownerless' && t('ownerless')} />
        <Notice text={state === 'assigned' && editorAway && t('editorAway', { name })} />
        <Notice text={idleEndsAt && t('idleWarning', { time: clockTime(idleEndsAt, language) })} />
      </div>
      <div class="foot lined">
        <Composer ui={ui} />
        <PrivacyLine ui={ui} writing />
      </div>
    </>
  );
}

function Notice({ text }: { text: string | false | 0 | undefined }) {
  return text ? <p class="notice">{text}</p> : null;
}

/** E1, E2: the same conversation, to read; nothing more can be written. */
export function EndedChatScreen({ ui }: { ui: Ui }) {
  return (
    <>
      <Messages ui={ui} />
      <div class="foot lined">
        <p tabIndex={-1} data-focus>
          {farewell(ui)}
        </p>
        <NextSteps ui={ui} />
      </div>
    </>
  );
}

/** Enter sends, Shift+Enter makes a new line. The field keeps its own text: nothing but the customer ever changes it. */
function Composer({ ui: { t, customer } }: { ui: Ui }) {
  const send = (field: HTMLTextAreaElement) => {
    if (!field.value.trim()) return;
    customer.write(field.value);
    field.value = '';
    customer.typing('');
  };
  const onSubmit = (event: { preventDefault(): void; currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('textarea');
    if (field) send(field);
    field?.focus();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    // While a character is being composed Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(event.currentTarget);
  };
  return (
    <form class="composer" onSubmit={onSubmit}>
      <textarea
        rows={1}
        aria-label={t('writeMessage')}
        placeholder={t('writeMessage')}
        maxLength={MESSAGE_MAX_LENGTH}
        onInput={(event) => customer.typing(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        data-focus
      />
      <button type="submit" class="button">
        {t('send')}
      </button>
    </form>
  );
}
