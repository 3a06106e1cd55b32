// T9, T11. To whom a chat goes, colleague or other chatflow, and a note that goes along. Who is full may be chosen: the chat is next in turn there.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Sibling } from '../../shared/http.ts';
import { NOTE_MAX_LENGTH } from '../../shared/limits.ts';
import type { DeskEditor } from '../../shared/protocol.ts';
import type { DeskConnection } from '../desk/connection.ts';
import { doneOrTold } from '../desk/desks.ts';
import { siblingsOf } from '../desk/siblings.ts';
import { t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { Dialog } from './Dialog.tsx';

/** What can be chosen; the ids of both kinds are the service's own and never the same. */
type Target = { toEditorId: string } | { toChatflowId: string };

export function TransferDialog(props: { desk: DeskConnection; window: WindowView; name: string; onDone(): void }) {
  const { desk, window, name, onDone } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const colleagues = availableColleagues(desk);
  const siblings = useSiblings(desk);
  const target = targetOf(chosen, colleagues, siblings);

  async function transfer(event: Event): Promise<void> {
    event.preventDefault();
    if (target === undefined) return;
    const text = note.current?.value.trim() ?? '';
    onDone();
    const about = { chatId: window.chatId, ...(text === '' ? {} : { note: text }) };
    doneOrTold(await desk.send('toEditorId' in target ? { type: 'transfer', ...about, ...target } : { type: 'move', ...about, ...target }));
  }

  return (
    <Dialog title={t('transferTitle', { name })} onCancel={onDone}>
      <form onSubmit={(event) => void transfer(event)}>
        {colleagues.length === 0 ? (
          <p role="status">{t('transferNobody')}</p>
        ) : (
          <fieldset class="choices">
            <legend>{t('transferTo')}</legend>
            {colleagues.map((editor) => (
              <Choice key={editor.editorId} name={editor.name} about={roomAt(editor)} id={editor.editorId} {...{ chosen, setChosen }} />
            ))}
          </fieldset>
        )}
        {siblings.length > 0 && (
          <fieldset class="choices">
            <legend>{t('transferToChat')}</legend>
            {siblings.map(({ chatflowId, name: label, state }) => (
              <Choice
                key={chatflowId}
                name={label}
                about={t(STATES[state])}
                id={chatflowId}
                closed={state === 'closed'}
                {...{ chosen, setChosen }}
              />
            ))}
          </fieldset>
        )}
        <label class="field">
          <span>{t('transferNote')}</span>
          <textarea ref={note} rows={3} maxLength={NOTE_MAX_LENGTH} />
          <small class="soft">{t('transferNoteHelp')}</small>
        </label>
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={target === undefined}>
            {t('transferConfirm')}
          </button>
          <button type="button" class="secondary" onClick={onDone}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  id: string;
  name: string;
  about: string;
  closed?: boolean;
  chosen: string | null;
  setChosen(id: string): void;
}

function Choice({ id, name, about, closed = false, chosen, setChosen }: ChoiceProps) {
  return (
    <label class="choice" data-closed={closed}>
      <input type="radio" name="target" disabled={closed} checked={id === chosen} onChange={() => setChosen(id)} />
      <span>
        <strong>{name}</strong>
        <small class="soft">{about}</small>
      </span>
    </label>
  );
}

const STATES = { open: 'siblingOpen', full: 'siblingFull', closed: 'siblingClosed' } as const satisfies Record<Sibling['state'], string>;

/** As they are when the dialog opens; none while there is no connection. */
function useSiblings(desk: DeskConnection): readonly Sibling[] {
  const [siblings, setSiblings] = useState<readonly Sibling[]>([]);
  const online = desk.link.value.state === 'open';
  useEffect(() => {
    let current = true;
    if (online) void siblingsOf(desk.chatflowId).then((found) => current && setSiblings(found ?? []));
    else setSiblings([]);
    return () => {
      current = false;
    };
  }, [desk, online]);
  return siblings;
}

function targetOf(chosen: string | null, colleagues: readonly DeskEditor[], siblings: readonly Sibling[]): Target | undefined {
  const colleague = colleagues.find(({ editorId }) => editorId === chosen);
  if (colleague) return { toEditorId: colleague.editorId };
  const sibling = siblings.find(({ chatflowId, state }) => chatflowId === chosen && state !== 'closed');
  return sibling && { toChatflowId: sibling.chatflowId };
}

function roomAt(editor: DeskEditor): string {
  if (!editor.connected) return t('transferLost');
  const count = freeSlots(editor);
  return count > 0 ? t('placesFree', { count }) : t('transferFull');
}

/** Those with most room first; one who has just lost the connection may come back, and stands last. */
function availableColleagues(desk: DeskConnection): DeskEditor[] {
  const view = desk.view.value;
  const others = view?.desk.editors.filter((editor) => editor.editorId !== view.editorId && editor.status === 'available') ?? [];
  return others.sort((a, b) => Number(b.connected) - Number(a.connected) || freeSlots(b) - freeSlots(a) || a.name.localeCompare(b.name));
}

function freeSlots(editor: DeskEditor): number {
  return Math.max(0, editor.maxChats - editor.slotsUsed);
}
