// The line above the windows: whose queue is how long, who else is there, whether the connection stands, and the editor's own status.

import type { Me } from '../desk/account.ts';
import type { DeskConnection } from '../desk/connection.ts';
import { desks } from '../desk/desks.ts';
import { shortTime, t } from '../language.ts';
import type { DeskView } from '../state/desk.ts';
import { ownEditor } from '../state/standing.ts';
import { nowAt } from '../time.ts';
import { Menu } from './Menu.tsx';
import { StatusSwitch } from './StatusSwitch.tsx';

export function Header({ me }: { me: Me }) {
  const several = desks.value.length > 1;
  return (
    <header class="header">
      <h1 class="brand">{t('product')}</h1>
      <ul class="desks" data-several={several}>
        {desks.value.map((desk) => (
          <DeskSummary key={desk.chatflowId} desk={desk} several={several} />
        ))}
      </ul>
      <ConnectionState />
      <StatusSwitch />
      <Menu me={me} />
    </header>
  );
}

function DeskSummary({ desk, several }: { desk: DeskConnection; several: boolean }) {
  const view = desk.view.value;
  const own = view && ownEditor(view);
  return (
    <li class="desk-summary">
      <span class="desk-name">{desk.name.value}</span>
      {several && own && (
        <span class="pill own" data-status={own.status}>
          {own.status === 'available' ? t('youAreAvailable') : t('youAreBusy')}
        </span>
      )}
      {view && <QueueState desk={desk} view={view} />}
      {view && <Colleagues view={view} />}
    </li>
  );
}

function QueueState({ desk, view }: { desk: DeskConnection; view: DeskView }) {
  const { waiting, longestSince, allowQueue } = view.desk.queue;
  if (waiting === 0) return <span class="pill">{t('nobodyWaiting')}</span>;
  const parts = [t('waiting', { count: waiting })];
  if (longestSince !== null) parts.push(t('longest', { time: shortTime(nowAt(desk) - longestSince) }));
  if (!allowQueue) parts.push(t('queueStopped'));
  return <span class="pill waiting">{parts.join(' · ')}</span>;
}

/** Colleagues with a free place now. */
function Colleagues({ view }: { view: DeskView }) {
  const count = view.desk.editors.filter(
    (editor) =>
      editor.editorId !== view.editorId && editor.status === 'available' && editor.connected && editor.slotsUsed < editor.maxChats,
  ).length;
  return <span class={count > 0 ? 'pill calm' : 'pill nobody'}>{count > 0 ? t('colleaguesFree', { count }) : t('noColleaguesFree')}</span>;
}

function ConnectionState() {
  const all = desks.value.map((desk) => ({ name: desk.name.value, state: desk.link.value.state, known: desk.view.value !== null }));
  const away = all.filter(({ state }) => state !== 'open');
  if (all.length === 0) return null;
  const tone = away.length === 0 ? 'good' : 'bad';
  return (
    <span class="pill connection" data-tone={tone} role="status">
      {wordFor(away, all.length)}
    </span>
  );
}

function wordFor(away: { name: string; state: string; known: boolean }[], deskCount: number): string {
  const [first] = away;
  if (first === undefined) return t('connected');
  if (away.every(({ state }) => state === 'closed')) return t('connectionClosed');
  if (away.every(({ known }) => !known)) return t('connecting');
  return away.length < deskCount ? t('connectionLostSome', { name: first.name }) : t('connectionLost');
}
