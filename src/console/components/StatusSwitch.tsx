// Available or busy: one switch for all desks (L6). It shows what the desks have confirmed, never what was only asked for.

import type { EditorStatus } from '../../shared/model.ts';
import { agreed, confirmed, setStatus, wanted } from '../desk/status.ts';
import { t } from '../language.ts';

export function StatusSwitch() {
  const pending = wanted.value !== null;
  const unsure = agreed.value === null && confirmed.value.some(({ status }) => status !== null);
  return (
    <div>
      <fieldset class="switch" aria-busy={pending}>
        <legend class="unseen">{t('statusLabel')}</legend>
        <Choice status="available" label={t('available')} help={t('availableHelp')} />
        <Choice status="busy" label={t('busy')} help={t('busyHelp')} />
      </fieldset>
      {unsure && !pending && (
        <p class="unseen" role="status">
          {confirmed.value
            .map(({ name, status }) => t('statusOf', { name, status: status === 'available' ? t('youAreAvailable') : t('youAreBusy') }))
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

function Choice({ status, label, help }: { status: EditorStatus; label: string; help: string }) {
  return (
    <button
      type="button"
      data-status={status}
      aria-pressed={agreed.value === status}
      data-wanted={wanted.value === status}
      title={help}
      onClick={() => void setStatus(status)}
    >
      {label}
      {wanted.value === status && <span class="unseen"> {t('statusPending')}</span>}
    </button>
  );
}
