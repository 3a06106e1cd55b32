// What the person may open beside the own desk: accounts and chatflows to set up, and chatflows to see the statistics of.

import { signal } from '@preact/signals';
import type { Me } from '../desk/account.ts';
import * as answers from './answers.ts';
import { callList } from './load.ts';
import { hashOf } from './state/route.ts';

export interface ReachableAccount {
  accountId: string;
  name: string;
  /** Of all settings pages; otherwise the person is an editor here. */
  admin: boolean;
  chatflows: readonly { chatflowId: string; name: string }[];
}

export const reach = signal<readonly ReachableAccount[]>([]);

/** Finds out what this person may open; for an admin that is every chatflow of the account. */
export async function findReach(me: Me): Promise<void> {
  reach.value = await Promise.all(
    me.memberships.map(async ({ accountId, accountName, role }) => {
      const own = me.chatflows.filter((chatflow) => chatflow.accountId === accountId);
      const edited = own.map(({ id, name }) => ({ chatflowId: id, name }));
      const admin = role === 'admin';
      return { accountId, name: accountName, admin, chatflows: admin ? ((await chatflowsOf(accountId)) ?? edited) : edited };
    }),
  );
}

/** The account that this chatflow belongs to, as far as the person reaches it. */
export function accountOf(chatflowId: string): ReachableAccount | undefined {
  return reach.value.find(({ chatflows }) => chatflows.some((chatflow) => chatflow.chatflowId === chatflowId));
}

async function chatflowsOf(accountId: string): Promise<{ chatflowId: string; name: string }[] | null> {
  const answer = await callList(`/v1/accounts/${encodeURIComponent(accountId)}/chatflows`, answers.chatflow);
  return answer.ok ? answer.value : null;
}

/** Where an account's settings begin: at the texts of its first chat, or where the first chat is made. */
export function homeOf({ accountId, chatflows: [first] }: ReachableAccount): string {
  return hashOf(
    first === undefined
      ? { kind: 'account', accountId, page: 'chatflows' }
      : { kind: 'chatflow', chatflowId: first.chatflowId, page: 'texts' },
  );
}
