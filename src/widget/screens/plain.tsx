/** @jsxImportSource ../jsx */
// The screens of few words: connecting, closed, all places taken, waiting in line, and a chat that ended before anybody talked.

import type { EndReason } from '../../shared/model.ts';
import { ContactLink, Plain } from '../parts.tsx';
import type { Ui } from '../ui.ts';

export function LoadingScreen() {
  return (
    <Plain>
      <div class="dots" />
    </Plain>
  );
}

/** Closed, or busy without a queue (Q10); or out of reach for good. */
export function NobodyScreen({ ui, text }: { ui: Ui; text: string | undefined }) {
  return (
    <Plain foot={<ContactLink ui={ui} quiet={false} />}>
      <p class="lead text" tabIndex={-1} data-focus>
        {text}
      </p>
    </Plain>
  );
}

/** Q5. In line: how many stand before, the in-queue text, and the way out. */
export function WaitingScreen({ ui }: { ui: Ui }) {
  const { t, known } = ui;
  const place = known.chat?.place ?? 0;
  const foot = (
    <>
      <button type="button" class="button quiet" onClick={() => ui.ask(true)}>
        {t('leaveQueue')}
      </button>
      <p class="fine">{t('placeKept')}</p>
    </>
  );
  return (
    <Plain foot={foot}>
      <div tabIndex={-1} data-focus>
        {place > 1 && <p class="number">{place - 1}</p>}
        <p class={place > 1 ? '' : 'lead'}>{t(place > 1 ? 'beforeYou' : place ? 'youAreNext' : 'nowWaiting')}</p>
      </div>
      <p class="soft">{known.chatflow?.texts.inQueue}</p>
    </Plain>
  );
}

/** The end of a chat that nobody talked in: the desk's closing text if it left one, else one kind sentence; and what to do next. */
export function EndedScreen({ ui }: { ui: Ui }) {
  const { chat, transcript } = ui.known;
  const closed = chat?.endReason === 'queue_closed' || chat?.endReason === 'editor_lost';
  const closing = closed ? transcript.messages.at(-1)?.text : '';
  return (
    <Plain foot={<NextSteps ui={ui} />}>
      <p class="lead text" tabIndex={-1} data-focus>
        {closing || farewell(ui)}
      </p>
    </Plain>
  );
}

/** After the end: a new chat while the desk is not closed, and (or else) the other way to write. */
export function NextSteps({ ui }: { ui: Ui }) {
  const canStart = ui.known.desk?.state !== 'closed';
  return (
    <>
      {canStart && (
        <button type="button" class="button" onClick={ui.customer.putAway}>
          {ui.t('newChat')}
        </button>
      )}
      <ContactLink ui={ui} quiet={canStart} />
    </>
  );
}

/** Why the chat ended, in one kind sentence. */
export function farewell({ t, known }: Ui): string {
  return t(FAREWELLS[known.chat?.endReason ?? 'editor_ended']);
}

const FAREWELLS = {
  customer_ended: 'endedByYou',
  editor_ended: 'endedByEditor',
  silent: 'endedSilent',
  idle: 'endedIdle',
  customer_left: 'endedLeft',
  queue_left: 'endedQueueLeft',
  queue_abandoned: 'endedAbandoned',
  queue_closed: 'endedQueueClosed',
  editor_lost: 'endedEditorLost',
  moved: 'endedMoved',
  chatflow_removed: 'endedRemoved',
  erased: 'endedErased',
} as const satisfies Record<EndReason, string>;
