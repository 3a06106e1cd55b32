// The pages of an account; its admins alone come here.

import type { Me } from '../desk/account.ts';
import type { ReachableAccount } from '../settings/reach.ts';
import type { AccountPage } from '../settings/state/route.ts';
import { AuditPage } from './AuditPage.tsx';
import { ChatflowsPage } from './ChatflowsPage.tsx';
import { KeysPage } from './KeysPage.tsx';
import { PeoplePage } from './PeoplePage.tsx';

export function AccountPages({ account, page, me }: { account: ReachableAccount; page: AccountPage; me: Me }) {
  switch (page) {
    case 'chatflows':
      return <ChatflowsPage account={account} me={me} />;
    case 'people':
      return <PeoplePage account={account} me={me} />;
    case 'keys':
      return <KeysPage account={account} />;
    case 'audit':
      return <AuditPage account={account} />;
    default:
      return page satisfies never;
  }
}
