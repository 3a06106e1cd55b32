// The list of pages at the left: those of the chat one is in, of the account, and the own one. Only what the person may open.

import { t, type Words } from '../language.ts';
import { accountOf, type ReachableAccount, reach } from './reach.ts';
import { ACCOUNT_PAGES, type AccountPage, CHATFLOW_PAGES, type ChatflowPage, hashOf, type Route } from './state/route.ts';

const CHATFLOW_WORDS = {
  texts: 'setPageTexts',
  settings: 'setPageSettings',
  editors: 'setPageEditors',
  install: 'setPageInstall',
  statistics: 'setPageStatistics',
} as const satisfies Record<ChatflowPage, keyof Words>;

const ACCOUNT_WORDS = {
  chatflows: 'setPageChatflows',
  people: 'setPagePeople',
  keys: 'setPageKeys',
  audit: 'setPageAudit',
} as const satisfies Record<AccountPage, keyof Words>;

export function Nav({ now }: { now: Route }) {
  const account = hereIn(now);
  const shown = now.kind === 'chatflow' ? now.chatflowId : account?.chatflows[0]?.chatflowId;
  const chatflow = account?.chatflows.find(({ chatflowId }) => chatflowId === shown);
  const current = hashOf(now);
  return (
    <nav class="settings-nav" aria-label={t('setNav')}>
      {account && chatflow && (
        <NavGroup title={chatflow.name}>
          {CHATFLOW_PAGES.filter((page) => account.admin || page === 'statistics').map((page) => (
            <NavLink
              key={page}
              to={{ kind: 'chatflow', chatflowId: chatflow.chatflowId, page }}
              current={current}
              word={t(CHATFLOW_WORDS[page])}
            />
          ))}
        </NavGroup>
      )}
      {account?.admin && (
        <NavGroup title={t('setAccount')}>
          {ACCOUNT_PAGES.map((page) => (
            <NavLink
              key={page}
              to={{ kind: 'account', accountId: account.accountId, page }}
              current={current}
              word={t(ACCOUNT_WORDS[page])}
            />
          ))}
        </NavGroup>
      )}
      <ul>
        <NavLink to={{ kind: 'me' }} current={current} word={t('setOwn')} />
      </ul>
    </nav>
  );
}

function NavGroup({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </div>
  );
}

function NavLink({ to, current, word }: { to: Route; current: string; word: string }) {
  const href = hashOf(to);
  return (
    <li>
      <a href={href} aria-current={href === current ? 'page' : undefined}>
        {word}
      </a>
    </li>
  );
}

/** The account that the pages at the left belong to. */
function hereIn(now: Route): ReachableAccount | undefined {
  if (now.kind === 'chatflow') return accountOf(now.chatflowId);
  if (now.kind === 'account') return reach.value.find(({ accountId }) => accountId === now.accountId);
  return reach.value[0];
}
