// The pages of one chat. Which of them may be opened has been decided before.

import { t } from '../language.ts';
import { StatisticsPage } from '../statistics/StatisticsPage.tsx';
import * as answers from './answers.ts';
import { ChatflowPage } from './ChatflowPage.tsx';
import { call, refusalWords } from './call.ts';
import { EditorsPage } from './EditorsPage.tsx';
import { InstallPage } from './InstallPage.tsx';
import { useLoaded } from './load.ts';
import type { ReachableAccount } from './reach.ts';
import type { ChatflowPage as Page } from './state/route.ts';
import { TextsPage } from './TextsPage.tsx';

interface Props {
  account: ReachableAccount;
  chatflowId: string;
  page: Page;
}

export function ChatflowPages({ account, chatflowId, page }: Props) {
  switch (page) {
    case 'texts':
    case 'settings':
      return <WithFeatures accountId={account.accountId} chatflowId={chatflowId} page={page} />;
    case 'editors':
      return <EditorsPage account={account} chatflowId={chatflowId} />;
    case 'install':
      return <InstallPage chatflowId={chatflowId} />;
    case 'statistics':
      return <StatisticsPage chatflowId={chatflowId} />;
    default:
      return page satisfies never;
  }
}

/** Q2. What is offered depends on whether the account has the queue. */
function WithFeatures({ accountId, chatflowId, page }: { accountId: string; chatflowId: string; page: 'texts' | 'settings' }) {
  const path = `/v1/accounts/${encodeURIComponent(accountId)}/features`;
  const { now } = useLoaded(path, () => call('GET', path, answers.features));
  if (now.kind === 'loading') return <p role="status">{t('setLoading')}</p>;
  if (now.kind === 'failed') return <p role="alert">{refusalWords(now.refused)}</p>;
  const { queue } = now.value;
  return page === 'texts' ? <TextsPage chatflowId={chatflowId} queue={queue} /> : <ChatflowPage chatflowId={chatflowId} queue={queue} />;
}
