// The menu's way to the pages beside the desk: settings of each chat and of the account for admins, statistics and the own page for all.

import { useEffect } from 'preact/hooks';
import { t } from '../language.ts';
import { route } from '../router.ts';
import { homeOf, reach } from './reach.ts';
import { hashOf } from './state/route.ts';

export function MenuLinks({ onChosen }: { onChosen(): void }) {
  useEffect(onChosen, [route.value]);
  return (
    <nav class="menu-links" aria-label={t('setMenuTitle')}>
      {reach.value.map((account) => (
        <ul key={account.accountId}>
          {account.chatflows.map(({ chatflowId, name }) => (
            <li key={chatflowId}>
              <a href={hashOf({ kind: 'chatflow', chatflowId, page: account.admin ? 'texts' : 'statistics' })}>
                {account.admin ? t('setMenuOf', { name }) : t('setMenuStatistics', { name })}
              </a>
            </li>
          ))}
          {account.admin && account.chatflows.length === 0 && (
            <li>
              <a href={homeOf(account)}>{t('setOpenSettings')}</a>
            </li>
          )}
          {account.admin && (
            <li>
              <a href={hashOf({ kind: 'account', accountId: account.accountId, page: 'people' })}>
                {t('setAccount')}: {account.name}
              </a>
            </li>
          )}
        </ul>
      ))}
      <a href={hashOf({ kind: 'me' })}>{t('setOwn')}</a>
    </nav>
  );
}
