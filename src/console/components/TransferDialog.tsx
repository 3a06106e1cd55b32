// T9. To whom a chat goes, and a note that goes along. A colleague who is full may be chosen: the chat is next in turn there.

import { useRef, useState } from 'preact/hooks';
import { NOTE_MAX_LENGTH } from '../../shared/limits.ts';
import type { DeskEditor } from '../../shared/protocol.ts';
import type { DeskConnection } from '../desk/connection.ts';
import { doneOrTold } from '../desk/desks.ts';
import { t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { Dialog } from './Dialog.tsx';

export function TransferDialog(props: { desk: DeskConnection; window: WindowView; name: string; onDone(): void }) {
  const { desk, window, name, onDone } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const colleagues = availableColleagues(desk);
  const target = colleagues.find(({ editorId }) => editorId === chosen);

  async function transfer(event: Event): Promise<void> {
    event.preventDefault();
    if (target === undefined) return;
    const text = note.current?.value.trim() ?? '';
    onDone();
    const command = { type: 'transfer', chatId: window.chatId, toEditorId: target.editorId } as const;
    doneOrTold(await desk.send(text === '' ? command : { ...command, note: text }));
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
              <Colleague key={editor.editorId} editor={editor} chosen={editor.editorId === chosen} onChoose={setChosen} />
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

function Colleague({ editor, chosen, onChoose }: { editor: DeskEditor; chosen: boolean; onChoose(editorId: string): void }) {
  return (
    <label class="choice">
      <input type="radio" name="colleague" checked={chosen} onChange={() => onChoose(editor.editorId)} />
      <span>
        <strong>{editor.name}</strong>
        <small class="soft">{roomAt(editor)}</small>
      </span>
    </label>
  );
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
