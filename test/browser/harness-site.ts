// An organisation's own web site: a page of another origin than the service's, under a strict content security policy, with the widget's tag.

import { createServer, type Server } from 'node:http';

export interface Site {
  /** Origin of the site. */
  url: string;
  /** Address of a page that carries the widget of this chatflow. */
  page(chatflowId: string): string;
  close(): Promise<void>;
}

/** Starts a site whose pages embed the widget of the service at `serviceUrl`. */
export async function startSite(serviceUrl: string): Promise<Site> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://site.example');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', policy(serviceUrl));
    response.end(page(serviceUrl, searchParams.get('chatflow') ?? ''));
  });
  const url = await listen(server);
  return {
    url,
    page: (chatflowId) => `${url}/kontakt?chatflow=${encodeURIComponent(chatflowId)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The two lines of README, and the page's own icon. */
function policy(serviceUrl: string): string {
  const socketUrl = serviceUrl.replace(/^http/, 'ws');
  return `default-src 'none'; script-src ${serviceUrl}; connect-src ${serviceUrl} ${socketUrl}; img-src data:`;
}

function page(serviceUrl: string, chatflowId: string): string {
  const id = chatflowId.replace(/[^\w-]/g, '');
  return `<!doctype html>
<html lang="sv">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Kontakta oss</title>
    <link rel="icon" href="data:,">
    <script async src="${serviceUrl}/widget.js" data-chatflow="${id}"></script>
  </head>
  <body>
    <h1>Kontakta oss</h1>
    <p>Chatta med kundservice nere till höger.</p>
  </body>
</html>`;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
