// The window places side by side; on narrow screens one at a time, with tabs in the same order. A place never moves.

import type { DeskConnection } from '../desk/connection.ts';
import { customerName, desks, newChats, places } from '../desk/desks.ts';
import { placeElementId, shownPlace } from '../going.ts';
import { t, type Words } from '../language.ts';
import type { Place, Vacancy } from '../state/places.ts';
import { wantsAttention } from '../state/standing.ts';
import { ChatWindow } from './ChatWindow.tsx';

export function Places() {
  const all = places.value;
  const shown = all.find(({ key }) => key === shownPlace.value) ?? all[0];
  return (
    <main class="desk" aria-label={t('places')}>
      <Tabs all={all} shown={shown} />
      <div class="places" data-count={all.length}>
        {all.map((place) => (
          <div class="place" key={place.key} id={placeElementId(place.key)} tabIndex={-1} data-shown={place === shown}>
            <PlaceContent place={place} />
          </div>
        ))}
      </div>
    </main>
  );
}

function PlaceContent({ place }: { place: Place }) {
  const desk = desks.value.find(({ chatflowId }) => chatflowId === place.chatflowId);
  if (desk === undefined) return null;
  if (place.window === null) return <EmptyPlace place={place} desk={desk} />;
  return <ChatWindow key={place.window.chatId} desk={desk} window={place.window} number={place.number} />;
}

const VACANCIES = {
  free: ['free', 'freeHelp'],
  busy: ['placeBusy', 'placeBusyHelp'],
  surplus: ['surplus', 'surplusHelp'],
  offline: ['placeOffline', 'placeOfflineHelp'],
} as const satisfies Record<Vacancy, readonly [keyof Words, keyof Words]>;

function EmptyPlace({ place, desk }: { place: Place; desk: DeskConnection }) {
  const [word, help] = VACANCIES[place.vacancy];
  return (
    <section class="empty" data-vacancy={place.vacancy} aria-label={t('placeLabel', { number: place.number })}>
      {place.number <= 9 && <kbd>{t('goToWindow', { number: place.number })}</kbd>}
      <p class="empty-word">{t(word)}</p>
      <p class="soft">{t(help)}</p>
      {desks.value.length > 1 && <p class="soft">{desk.name.value}</p>}
    </section>
  );
}

function Tabs({ all, shown }: { all: readonly Place[]; shown: Place | undefined }) {
  return (
    <nav class="tabs" aria-label={t('places')}>
      {all.map((place) => {
        const { window } = place;
        const wanted = window !== null && wantsAttention(window);
        return (
          <button
            type="button"
            key={place.key}
            aria-current={place === shown}
            data-wanted={wanted}
            data-new={window !== null && newChats.value.has(window.chatId)}
            onClick={() => showPlace(place)}
          >
            <span class="tab-number">{place.number}</span>
            <span class="tab-name">{window ? customerName(window.chatId, window.customer.name) : t(VACANCIES[place.vacancy][0])}</span>
          </button>
        );
      })}
    </nav>
  );
}

/** A tab only shows: putting the cursor in the chat stays the editor's own act (T2). */
function showPlace(place: Place): void {
  shownPlace.value = place.key;
}
