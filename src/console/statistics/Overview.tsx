// The figures of the whole range, each with what it says beside it: how many chats, and how long things took.

import { COUNTS, type CountName, DURATIONS, type DurationFigures, type DurationName, type Figures } from '../../shared/statistics.ts';
import { t } from '../language.ts';
import { MEANINGS, NAMES, numberWords, shareWords, timeWords } from './words.ts';

export function ChatFigures({ total }: { total: Figures }) {
  return (
    <section class="sheet" aria-labelledby="statistics-chats">
      <h2 id="statistics-chats">{t('statChats')}</h2>
      <dl class="statistics-counts">
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{t(NAMES[name])}</dt>
            <dd>
              <strong>{numberWords(total[name])}</strong>
              <span class="statistics-share">{shareOfStarted(name, total)}</span>
            </dd>
            <dd class="help">{t(MEANINGS[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Only what every started chat either is or is not. */
function shareOfStarted(name: CountName, { started, received, ...counts }: Figures): string {
  if ((name !== 'answered' && name !== 'unanswered') || started === 0 || received > 0) return '';
  return t('statShare', { share: shareWords(counts[name] / started) });
}

export function TimeFigures({ total }: { total: Figures }) {
  return (
    <section class="sheet" aria-labelledby="statistics-times">
      <h2 id="statistics-times">{t('statTimes')}</h2>
      <div class="statistics-times">
        {DURATIONS.map((name) => (
          <TimeFigure key={name} name={name} figures={total[name]} />
        ))}
      </div>
      <p class="help">
        {t(MEANINGS.median)} {t(MEANINGS.p90)} {t(MEANINGS.p95)} {t(MEANINGS.within)}
      </p>
    </section>
  );
}

function TimeFigure({ name, figures }: { name: DurationName; figures: DurationFigures }) {
  const { count, medianMs, p90Ms, p95Ms, targetSeconds, withinCount, outOfCount, withinShare } = figures;
  const target = timeWords(targetSeconds * 1_000);
  return (
    <div class="statistics-time">
      <h3>{t(NAMES[name])}</h3>
      <p class="soft">{count === 0 ? t('statNoTimes') : t('statMeasured', { count })}</p>
      <dl>
        <div>
          <dt>{t('statMedian')}</dt>
          <dd>{timeWords(medianMs)}</dd>
        </div>
        <div>
          <dt>{t('statP90')}</dt>
          <dd>{timeWords(p90Ms)}</dd>
        </div>
        <div>
          <dt>{t('statP95')}</dt>
          <dd>{timeWords(p95Ms)}</dd>
        </div>
      </dl>
      {withinShare !== null && (
        <div class="statistics-within">
          <p>
            {t('statWithin', { share: shareWords(withinShare), time: target })}{' '}
            <span class="soft">{t('statWithinOf', { within: withinCount, outOf: outOfCount })}</span>
          </p>
          <div class="statistics-bar" aria-hidden="true">
            <span style={{ '--share': String(withinShare) }} />
          </div>
        </div>
      )}
      <p class="help">{t(MEANINGS[name])}</p>
    </div>
  );
}
