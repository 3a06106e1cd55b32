// What travels along with a request through the middleware. Types only.

import type { Account } from '../accounts/accounts.ts';
import type { ChatflowEntry } from '../accounts/chatflows.ts';
import type { Person } from '../accounts/people.ts';
import type { Env } from '../env.ts';
import type { ApiCaller } from './v1/caller.ts';

export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** /v1 only: who asks. */
    caller: ApiCaller;
    /** /v1 by session only: who that is. */
    person: Person;
    /** Routes below an account: the account, which the caller may act on. */
    account: Account;
    /** Routes below a chatflow: the chatflow, which the caller may act on. */
    chatflow: ChatflowEntry;
  };
}
