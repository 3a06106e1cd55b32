// The question before a page with unsaved changes is left.

import { Dialog } from '../components/Dialog.tsx';
import { t } from '../language.ts';
import { leaveAnyway, stayHere } from '../router.ts';

export function LeaveDialog() {
  return (
    <Dialog title={t('setLeaveTitle')} onCancel={stayHere}>
      <p>{t('setLeaveLead')}</p>
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={stayHere}>
          {t('setStay')}
        </button>
        <button type="button" class="secondary" onClick={leaveAnyway}>
          {t('setLeave')}
        </button>
      </div>
    </Dialog>
  );
}
