// Statistics of one chatflow: a range that ends today, the figures in all with what each says, per day or week, and per editor.

import { useEffect, useState } from 'preact/hooks';
import type { Statistics } from '../../shared/statistics.ts';
import { t } from '../language.ts';
import { call, type Refused, refusalWords } from '../settings/call.ts';
import { useLoaded } from '../settings/load.ts';
import { Title } from '../settings/SettingsScreen.tsx';
import { daysBefore, pathOf, RANGES, type Range, statistics } from './answer.ts';
import { EditorTable } from './EditorTable.tsx';
import { IntervalTable } from './IntervalTable.tsx';
import { ChatFigures, TimeFigures } from './Overview.tsx';
import './statistics.css';
import { MEANINGS, rangeWords, todayHere } from './words.ts';

export function StatisticsPage({ chatflowId }: { chatflowId: string }) {
  const [range, setRange] = useState<Range>(RANGES[0]);
  const [today, setToday] = useState(todayHere);
  const from = daysBefore(today, range.days - 1);
  const path = pathOf(chatflowId, from, range.interval);
  const { now } = useLoaded(path, () => call('GET', path, statistics));
  const [shown, setShown] = useState<Statistics | null>(null);
  useEffect(() => {
    // An answer may come after that to a later question.
    if (now.kind !== 'ready' || now.value.from !== from) return;
    setShown(now.value);
    // Where the chatflow is, it may be another day than here.
    setToday(now.value.to);
  }, [now, from]);
  return (
    <div class="statistics">
      <Title>{t('statTitle')}</Title>
      <p class="soft" role="status">
        {shown === null ? (now.kind === 'loading' ? t('statLoading') : '') : leadWords(shown)}
      </p>
      <RangeChoice chosen={range} onChoose={setRange} />
      {now.kind === 'failed' && <p role="alert">{failureWords(now.refused)}</p>}
      {shown !== null && now.kind === 'ready' && <Figures statistics={shown} />}
    </div>
  );
}

function leadWords({ from, to, timeZone }: Statistics): string {
  return t('statLead', { range: rangeWords(from, to), timeZone });
}

function failureWords(refused: Refused): string {
  return refused.code === 'range_too_long' ? t('statTooLong') : refusalWords(refused);
}

function RangeChoice({ chosen, onChoose }: { chosen: Range; onChoose(range: Range): void }) {
  return (
    <fieldset class="statistics-range">
      <legend class="unseen">{t('statRange')}</legend>
      {RANGES.map((range) => (
        <label key={range.days}>
          <input type="radio" name="statistics-range" checked={range === chosen} onChange={() => onChoose(range)} />
          <span>{t('statDays', { days: range.days })}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Figures({ statistics }: { statistics: Statistics }) {
  const { chatflowId, total, intervals, editors, interval, from, to } = statistics;
  const csv = pathOf(chatflowId, from, interval, { to, format: 'csv' });
  if (total.started + total.received === 0) return <p class="statistics-none">{t('statNone')}</p>;
  return (
    <>
      <ChatFigures total={total} />
      <TimeFigures total={total} />
      <div class="sheet">
        <h2 id="statistics-intervals">{interval === 'day' ? t('statPerDay') : t('statPerWeek')}</h2>
        <p class="help">{t(MEANINGS.interval)}</p>
        <IntervalTable intervals={intervals} unit={interval === 'day' ? t('statDay') : t('statWeek')} />
        <p>
          <a href={csv} download>
            {interval === 'day' ? t('statCsvIntervals') : t('statCsvWeeks')}
          </a>
        </p>
      </div>
      {editors.length > 0 && (
        <div class="sheet">
          <h2 id="statistics-editors">{t('statPerEditor')}</h2>
          <p class="help">{t(MEANINGS.editors)}</p>
          <EditorTable editors={editors} />
          <p>
            <a href={`${csv}&table=editors`} download>
              {t('statCsvEditors')}
            </a>
          </p>
        </div>
      )}
    </>
  );
}
