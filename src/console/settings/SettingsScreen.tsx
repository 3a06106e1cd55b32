// Every page beside the desk: where one is, the way back with what is going on there, the list of pages, and the page.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountPages } from '../account/AccountPages.tsx';
import { OwnPage } from '../account/OwnPage.tsx';
import { Menu } from '../components/Menu.tsx';
import { StatusSwitch } from '../components/StatusSwitch.tsx';
import type { Me } from '../desk/account.ts';
import { attentionCount, desks } from '../desk/desks.ts';
import { t } from '../language.ts';
import { route } from '../router.ts';
import { ChatflowPages } from './ChatflowPages.tsx';
import { Nav } from './Nav.tsx';
import { accountOf, reach } from './reach.ts';
import { hashOf, type Route } from './state/route.ts';

export function SettingsScreen({ me }: { me: Me }) {
  const now = route.value;
  const key = hashOf(now);
  useEffect(() => {
    scrollTo(0, 0);
    document.querySelector('.settings-nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
    document.querySelector<HTMLElement>('.settings h1')?.focus({ preventScroll: true });
  }, [key]);
  return (
    <div class="settings">
      <header class="settings-header">
        <a class="brand" href="#/">
          {t('product')}
        </a>
        <p class="crumbs">
          {t('setTitle')} <span aria-hidden="true">›</span> {placeName(now, me)}
        </p>
        {desks.value.length > 0 && <StatusSwitch />}
        <Menu me={me} />
      </header>
      <WayBack />
      <div class="settings-body">
        <Nav now={now} />
        <main key={key} class="settings-main">
          <Page now={now} me={me} />
        </main>
      </div>
    </div>
  );
}

/** The desk goes on meanwhile: what wants somebody there is said on every page. */
function WayBack() {
  if (desks.value.length === 0) return null;
  const count = attentionCount.value;
  return (
    <div class="way-back" data-wanted={count > 0}>
      <p role="status">{count > 0 ? t('setAttention', { count }) : t('setDeskOn')}</p>
      <a href="#/">{t('setToDesk')}</a>
    </div>
  );
}

function Page({ now, me }: { now: Route; me: Me }) {
  switch (now.kind) {
    case 'chatflow': {
      const account = accountOf(now.chatflowId);
      const allowed = account !== undefined && (account.admin || now.page === 'statistics');
      return allowed ? <ChatflowPages account={account} chatflowId={now.chatflowId} page={now.page} /> : <NotYours />;
    }
    case 'account': {
      const account = reach.value.find(({ accountId, admin }) => accountId === now.accountId && admin);
      return account === undefined ? <NotYours /> : <AccountPages account={account} page={now.page} me={me} />;
    }
    case 'me':
      return <OwnPage me={me} />;
    default:
      return <NotYours />;
  }
}

/** While it is not known yet what the person may open, nothing is said. */
function NotYours() {
  return <Title>{reach.value.length === 0 ? t('setLoading') : t('setNotYours')}</Title>;
}

/** The page's heading; it gets the focus when the page opens, and takes it over from a heading that only said that the page is loading. */
export function Title({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  );
}

function placeName(now: Route, me: Me): string {
  if (now.kind === 'me') return me.person.name;
  if (now.kind === 'account') return reach.value.find(({ accountId }) => accountId === now.accountId)?.name ?? '';
  if (now.kind !== 'chatflow') return '';
  return accountOf(now.chatflowId)?.chatflows.find(({ chatflowId }) => chatflowId === now.chatflowId)?.name ?? '';
}
