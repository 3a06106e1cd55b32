// Q9. The last available editor wants to be busy while customers wait: three ways on, the kind one first.

import type { LastEditorRefusal } from '../desk/status.ts';
import { closeQueues, stayAvailable, stopQueueing } from '../desk/status.ts';
import { t } from '../language.ts';
import { Dialog } from './Dialog.tsx';

export function LastEditorDialog({ refusals }: { refusals: readonly LastEditorRefusal[] }) {
  return (
    <Dialog title={t('lastTitle')} onCancel={() => void stayAvailable()}>
      <WaitingWords refusals={refusals} lead="lastLead" />
      <div class="ways">
        <button type="button" class="way primary" onClick={() => void stopQueueing()}>
          <strong>{t('lastStop')}</strong>
          <small>{t('lastStopHelp')}</small>
        </button>
        <button type="button" class="way secondary" onClick={() => void closeQueues()}>
          <strong>{t('lastClose')}</strong>
          <small>{t('lastCloseHelp')}</small>
        </button>
        <button type="button" class="secondary" onClick={() => void stayAvailable()}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}

/** How many would be sent away, in all and per desk when there are several. */
export function WaitingWords({ refusals, lead }: { refusals: readonly LastEditorRefusal[]; lead: 'lastLead' | 'signOutLast' }) {
  return (
    <>
      <p>{t(lead, { count: refusals.reduce((sum, { waiting }) => sum + waiting, 0) })}</p>
      {refusals.length > 1 && (
        <ul>
          {refusals.map(({ desk, waiting }) => (
            <li key={desk.chatflowId}>{t('lastIn', { name: desk.name.value, count: waiting })}</li>
          ))}
        </ul>
      )}
    </>
  );
}
