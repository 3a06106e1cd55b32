// L5. Before an editor is removed: what becomes of the open chats.

import { Dialog } from '../components/Dialog.tsx';
import { t } from '../language.ts';
import type { EditorState } from './EditorRow.tsx';

export function RemoveEditorDialog(props: { editor: EditorState; onCancel(): void; onConfirm(): void }) {
  const { name, live } = props.editor;
  const count = live?.slotsUsed ?? 0;
  return (
    <Dialog title={t('editorRemoveTitle', { name })} onCancel={props.onCancel}>
      <p>{t('editorRemoveLead', { name })}</p>
      {count > 0 && <p class="warn">{t('editorRemoveOpen', { name, count })}</p>}
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={props.onConfirm}>
          {t('editorRemoveOf', { name })}
        </button>
        <button type="button" class="secondary" onClick={props.onCancel}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
