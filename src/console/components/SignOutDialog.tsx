// L5. Before signing out: what becomes of the open chats, and of those who wait when nobody else is available (Q9).

import type { LastEditorRefusal } from '../desk/status.ts';
import { leave, stay } from '../desk/visit.ts';
import { t } from '../language.ts';
import { Dialog } from './Dialog.tsx';
import { WaitingWords } from './LastEditorDialog.tsx';

export function SignOutDialog({ openCount, refusals }: { openCount: number; refusals: readonly LastEditorRefusal[] }) {
  const closesQueue = refusals.length > 0;
  return (
    <Dialog title={closesQueue ? t('lastTitle') : t('signOutTitle')} onCancel={stay}>
      {openCount > 0 && <p>{t('signOutOpen', { count: openCount })}</p>}
      {closesQueue && <WaitingWords refusals={refusals} lead="signOutLast" />}
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={() => void leave(closesQueue)}>
          {closesQueue ? t('lastSignOut') : t('signOut')}
        </button>
        <button type="button" class="secondary" onClick={stay}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
