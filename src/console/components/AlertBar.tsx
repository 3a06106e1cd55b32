// Chats that nobody has (T7, L3), on every screen of the desk until somebody takes them.

import { useState } from 'preact/hooks';
import type { DeskConnection } from '../desk/connection.ts';
import { customerName, desks, doneOrTold } from '../desk/desks.ts';
import { notify } from '../desk/notices.ts';
import { goToChat } from '../going.ts';
import { shortTime, t } from '../language.ts';
import { type Alert, alertsOf, sinceOf } from '../state/alerts.ts';
import { ownEditor } from '../state/standing.ts';
import { nowAt } from '../time.ts';

export function AlertBar() {
  const alerts = desks.value.flatMap((desk) =>
    desk.view.value === null ? [] : alertsOf(desk.view.value).map((alert) => ({ desk, alert })),
  );
  return (
    <div class="alerts" role="alert" aria-label={t('alertsLabel')}>
      {alerts.map(({ desk, alert }) => (
        <AlertLine key={alert.chat.chatId} desk={desk} alert={alert} />
      ))}
    </div>
  );
}

function AlertLine({ desk, alert }: { desk: DeskConnection; alert: Alert }) {
  return (
    <p class="alert" data-kind={alert.kind}>
      <AlertWords desk={desk} alert={alert} />
      {alert.kind === 'take' && <Take desk={desk} alert={alert} />}
      {alert.kind === 'own' && (
        <button type="button" class="primary" onClick={() => goToChat(alert.chat.chatId)}>
          {t('goToChat')}
        </button>
      )}
    </p>
  );
}

/** The seconds change without being read out; the rest is said once. */
function AlertWords({ desk, alert }: { desk: DeskConnection; alert: Alert }) {
  const name = customerName(alert.chat.chatId, alert.chat.customerName);
  const owner = alert.ownerName;
  if (alert.kind === 'moving') return <span>{owner === '' ? t('alertMoving', { name }) : t('alertMovingFrom', { name, owner })}</span>;
  const time = shortTime(nowAt(desk) - sinceOf(alert.chat));
  return (
    <span>{alert.kind === 'own' ? t('alertOwn', { name, time }) : t('alertTake', { name, time, owner: owner || t('aColleague') })}</span>
  );
}

/** T7. A taker must be available; one who is full gets it at the next free place. */
function Take({ desk, alert }: { desk: DeskConnection; alert: Alert }) {
  const [taking, setTaking] = useState(false);
  const view = desk.view.value;
  const own = view && ownEditor(view);
  if (own?.status !== 'available') return <small>{t('becomeAvailable')}</small>;
  async function take(): Promise<void> {
    if (taking || !own) return;
    const full = own.slotsUsed >= own.maxChats;
    setTaking(true);
    const done = doneOrTold(await desk.send({ type: 'take', chatId: alert.chat.chatId }));
    setTaking(false);
    if (done && full) notify({ kind: 'taken_later', name: customerName(alert.chat.chatId, alert.chat.customerName) });
  }
  return (
    <button type="button" class="primary" aria-disabled={taking} onClick={() => void take()}>
      {taking ? t('taking') : t('take')}
    </button>
  );
}
