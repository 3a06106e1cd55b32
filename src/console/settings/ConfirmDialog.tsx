// "Are you sure?", with what it means.

import type { ComponentChildren } from 'preact';
import { Dialog } from '../components/Dialog.tsx';
import { t } from '../language.ts';

export function ConfirmDialog(props: { title: string; act: string; onConfirm(): void; onCancel(): void; children: ComponentChildren }) {
  return (
    <Dialog title={props.title} onCancel={props.onCancel}>
      {props.children}
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={props.onConfirm}>
          {props.act}
        </button>
        <button type="button" class="secondary" onClick={props.onCancel}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
