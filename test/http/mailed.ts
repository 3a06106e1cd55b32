// Requests to the Worker in a deployment that sends mail: letters are kept here instead of leaving. And in a local demo, for comparison.

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Env } from '../../src/env.ts';
import { app } from '../../src/http/app.ts';
import { ORIGIN, type Sent } from './service.ts';

export interface KeptLetter {
  to: string;
  subject: string;
  text: string;
}

export class MailedService {
  readonly letters: KeptLetter[] = [];
  /** Refuses the next letters. */
  broken = false;
  readonly #bindings: Partial<Env>;

  constructor(more: Partial<Env> = {}) {
    this.#bindings = more;
  }

  /** As {@link send} of service.ts; returns when what goes on after the answer is done, too. */
  async send(method: string, path: string, { body, headers }: Sent = {}): Promise<Response> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? null : JSON.stringify(body);
    const context = createExecutionContext();
    const request = new Request(ORIGIN + path, { method, headers: { ...json, ...headers }, body: sent });
    const answer = await app.fetch(
      request,
      { ...env, EMAIL: this.#binding(), MAIL_FROM: 'chatt@nasta.example', ...this.#bindings },
      context,
    );
    await waitOnExecutionContext(context);
    return answer;
  }

  /** The secret part of the link in the last letter. */
  lastSecret(): string {
    const secret = /#\/(?:invite|reset)\/([\w-]+)/.exec(this.letters.at(-1)?.text ?? '')?.[1];
    if (secret === undefined) throw new Error('The last letter has no link.');
    return secret;
  }

  #binding(): SendEmail {
    return {
      send: async (message) => {
        if (this.broken) throw new Error('destination address is not verified');
        if (!('subject' in message) || typeof message.to !== 'string') throw new Error('A letter was to have a subject and one address.');
        this.letters.push({ to: message.to, subject: message.subject, text: message.text ?? '' });
        return { messageId: `letter-${this.letters.length}` };
      },
    };
  }
}
