// A page of an organisation's own that carries nothing but what the install page said: its line, and its sources in a strict policy.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OwnPage {
  /** Origin of the site. */
  url: string;
  /** From now on the page has this line and allows these sources. */
  paste(snippet: string, csp: readonly string[]): void;
  close(): Promise<void>;
}

export async function startOwnPage(): Promise<OwnPage> {
  let body = '';
  let sources = '';
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', `default-src 'none'; img-src data:; ${sources}`);
    const head = '<meta charset="utf-8"><title>Kontakt</title><link rel="icon" href="data:,">';
    response.end(`<!doctype html><html lang="sv"><head>${head}</head><body><h1>Kontakt</h1>${body}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paste(snippet, csp) {
      body = snippet;
      sources = csp.join('; ');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
