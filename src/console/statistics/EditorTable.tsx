// R4. One line per editor: how many chats came, how many clocks ran out there, and how long the own first answers took.

import type { EditorFigures } from '../../shared/statistics.ts';
import { t } from '../language.ts';
import { WideTable } from './WideTable.tsx';
import { numberWords, shareWords, timeWords } from './words.ts';

export function EditorTable({ editors }: { editors: readonly EditorFigures[] }) {
  const seconds = editors[0]?.response.targetSeconds ?? 0;
  return (
    <WideTable labelId="statistics-editors">
      <thead>
        <tr>
          <th scope="col">{t('statEditor')}</th>
          <th scope="col">{t('statArrivals')}</th>
          <th scope="col">{t('statMisses')}</th>
          <th scope="col">{t('statAnswers')}</th>
          <th scope="col">{t('statMedian')}</th>
          <th scope="col">{t('statP90')}</th>
          <th scope="col">{t('statP95')}</th>
          <th scope="col">≤ {timeWords(seconds * 1_000)}</th>
        </tr>
      </thead>
      <tbody>
        {[...editors].sort(byName).map(({ editorId, name, arrivals, misses, response }) => (
          <tr key={editorId}>
            <th scope="row">{name ?? <span class="soft">{t('statFormerEditor')}</span>}</th>
            <td>{numberWords(arrivals)}</td>
            <td>{numberWords(misses)}</td>
            <td>{numberWords(response.count)}</td>
            <td>{timeWords(response.medianMs)}</td>
            <td>{timeWords(response.p90Ms)}</td>
            <td>{timeWords(response.p95Ms)}</td>
            <td>{shareWords(response.withinShare)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** By name, as a list of colleagues and no ranking; those who have left last. */
function byName(a: EditorFigures, b: EditorFigures): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return a.name.localeCompare(b.name);
}
