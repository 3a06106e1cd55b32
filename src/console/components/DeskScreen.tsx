// The editor's desk: header, what needs somebody, and the window places.

import { useEffect } from 'preact/hooks';
import type { Me } from '../desk/account.ts';
import { desks } from '../desk/desks.ts';
import { followKeys } from '../keys.ts';
import { t } from '../language.ts';
import { homeOf, reach } from '../settings/reach.ts';
import { AlertBar } from './AlertBar.tsx';
import { Header } from './Header.tsx';
import { NoticeList } from './NoticeList.tsx';
import { Places } from './Places.tsx';

export function DeskScreen({ me }: { me: Me }) {
  useEffect(followKeys, []);
  return (
    <div class="screen">
      <Header me={me} />
      <div class="bars">
        <AlertBar />
        <NoticeList />
      </div>
      {desks.value.length === 0 ? <NoDesk /> : <Places />}
    </div>
  );
}

/** An admin without a desk of the own has the settings pages to go to. */
function NoDesk() {
  const account = reach.value.find(({ admin }) => admin);
  if (account === undefined) return <p class="nothing">{t('noChatflows')}</p>;
  return (
    <main class="nothing">
      <p>{t('setAdminNoDesk')}</p>
      <p>
        <a class="button-link" href={homeOf(account)}>
          {t('setOpenSettings')}
        </a>
      </p>
    </main>
  );
}
