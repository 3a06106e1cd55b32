// From a chatflow's id to its object. A forged id leads nowhere and makes nothing.

import type { Chatflow } from '../chatflow/chatflow.ts';
import type { ChatflowRpc } from '../chatflow/rpc.ts';

/** The two stores that every act here touches. */
export interface Stores {
  DB: D1Database;
  CHATFLOW: DurableObjectNamespace<Chatflow>;
  JURISDICTION?: string;
}

const CHATFLOW_ID = /^[0-9a-f]{64}$/;

/** A chatflow's object; null for what is no id of ours. */
export function deskStub(namespace: DurableObjectNamespace<Chatflow>, chatflowId: string): DurableObjectStub<Chatflow> | null {
  if (!CHATFLOW_ID.test(chatflowId)) return null;
  try {
    return namespace.get(namespace.idFromString(chatflowId));
  } catch (thrown) {
    // The platform checks the id's signature and says "not of this namespace" by a TypeError.
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** The calls that a chatflow's object answers; null for what is no id of ours. */
export function deskOf(namespace: DurableObjectNamespace<Chatflow>, chatflowId: string): ChatflowRpc | null {
  return deskStub(namespace, chatflowId);
}

const JURISDICTIONS = new Set<string>(['eu', 'fedramp'] satisfies DurableObjectJurisdiction[]);

function isJurisdiction(value: string): value is DurableObjectJurisdiction {
  return JURISDICTIONS.has(value);
}

/** A new id, bound for ever to the deployment's jurisdiction, if it has one: the local runtime knows none. */
export function newChatflowId(stores: Stores): string {
  const { JURISDICTION: jurisdiction } = stores;
  if (jurisdiction === undefined || jurisdiction === '') return stores.CHATFLOW.newUniqueId().toString();
  if (!isJurisdiction(jurisdiction)) throw new Error('The variable JURISDICTION names no jurisdiction that the platform knows.');
  return stores.CHATFLOW.newUniqueId({ jurisdiction }).toString();
}
