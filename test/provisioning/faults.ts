// The real stores, of which one fails on request: a call that never arrives, or one whose answer is lost on the way back.

import { env } from 'cloudflare:workers';
import type { Stores } from '../../src/provisioning/desk.ts';

export type Fault = 'lost_call' | 'lost_answer';

/** Runs instead of the object's method, with the method to call on if wanted. */
type Detour = (call: () => Promise<unknown>) => Promise<unknown>;

/** The stores, with a detour around the object's methods of these names. */
export function withDetour(methods: string[], detour: Detour): Stores {
  const CHATFLOW = new Proxy(env.CHATFLOW, {
    get(namespace, name) {
      if (name === 'get') return (id: DurableObjectId) => detoured(namespace.get(id), methods, detour);
      const value: unknown = Reflect.get(namespace, name);
      return typeof value === 'function' ? value.bind(namespace) : value;
    },
  });
  return { DB: env.DB, CHATFLOW };
}

function detoured<T extends object>(stub: T, methods: string[], detour: Detour): T {
  return new Proxy(stub, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      // Not `method.apply`: on a stub, that would be the name of a remote method.
      const call = async (...given: unknown[]): Promise<unknown> => Reflect.apply(method, target, given);
      return methods.includes(name) ? (...given: unknown[]) => detour(() => call(...given)) : call;
    },
  });
}

/** The stores, with objects that cannot be reached by these methods. */
export function withFault(fault: Fault, methods: string[]): Stores {
  return withDetour(methods, async (call) => {
    if (fault === 'lost_answer') await call();
    throw new Error('Network connection lost.');
  });
}

/** The stores, with a D1 that refuses statements that begin like this. */
export function withoutStatement(beginning: string): Stores {
  const DB = new Proxy(env.DB, {
    get(database, name) {
      if (name === 'prepare') {
        return (sql: string) => {
          if (sql.trimStart().startsWith(beginning)) throw new Error('D1 is overloaded.');
          return database.prepare(sql);
        };
      }
      const value: unknown = Reflect.get(database, name);
      return typeof value === 'function' ? value.bind(database) : value;
    },
  });
  return { DB, CHATFLOW: env.CHATFLOW };
}
