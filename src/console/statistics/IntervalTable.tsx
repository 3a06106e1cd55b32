// One line per day or week, the newest first; the bar says at a glance what the number beside it says exactly.

import type { IntervalFigures } from '../../shared/statistics.ts';
import { t } from '../language.ts';
import { WideTable } from './WideTable.tsx';
import { daysWords, NAMES, numberWords, timeWords } from './words.ts';

export function IntervalTable({ intervals, unit }: { intervals: readonly IntervalFigures[]; unit: string }) {
  const most = Math.max(1, ...intervals.map(({ started }) => started));
  return (
    <WideTable labelId="statistics-intervals">
      <thead>
        <tr>
          <th scope="col">{unit}</th>
          <th scope="col" class="statistics-wide">
            {t('statStarted')}
          </th>
          <th scope="col">{t('statAnswered')}</th>
          <th scope="col">{t('statUnanswered')}</th>
          <th scope="col">{t('statAbandonedInQueue')}</th>
          <th scope="col">
            {t(NAMES.response)} <span class="soft">({t('statMedian')})</span>
          </th>
          <th scope="col">
            {t(NAMES.queueWait)} <span class="soft">({t('statMedian')})</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...intervals].reverse().map((each) => (
          <tr key={each.from}>
            <th scope="row">{daysWords(each.from, each.to)}</th>
            <td class="statistics-wide">
              <div>
                <span class="statistics-number">{numberWords(each.started)}</span>
                <span class="statistics-bar" aria-hidden="true">
                  <span style={{ '--share': String(each.started / most) }} />
                </span>
              </div>
            </td>
            <td>{numberWords(each.answered)}</td>
            <td>{numberWords(each.unanswered)}</td>
            <td>{numberWords(each.abandonedInQueue)}</td>
            <td>{timeWords(each.response.medianMs)}</td>
            <td>{timeWords(each.queueWait.medianMs)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
