// E1. "End this chat?", with what the customer gets to know.

import type { DeskConnection } from '../desk/connection.ts';
import { doneOrTold } from '../desk/desks.ts';
import { t } from '../language.ts';
import type { WindowView } from '../state/desk.ts';
import { Dialog } from './Dialog.tsx';

export function EndDialog(props: { desk: DeskConnection; window: WindowView; name: string; onDone(): void }) {
  const { desk, window, name, onDone } = props;
  const end = async () => {
    onDone();
    doneOrTold(await desk.send({ type: 'end', chatId: window.chatId }));
  };
  return (
    <Dialog title={t('endTitle', { name })} onCancel={onDone}>
      <p>{t('endLead')}</p>
      {window.unansweredSince !== null && <p class="warn">{t('endUnanswered')}</p>}
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={() => void end()}>
          {t('endConfirm')}
        </button>
        <button type="button" class="secondary" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
