// The addresses of the console's screens, as what stands behind the `#`. Pure: reads and writes text only.

export const CHATFLOW_PAGES = ['texts', 'settings', 'editors', 'install', 'statistics'] as const;
export type ChatflowPage = (typeof CHATFLOW_PAGES)[number];
export const ACCOUNT_PAGES = ['chatflows', 'people', 'keys', 'audit'] as const;
export type AccountPage = (typeof ACCOUNT_PAGES)[number];

/** `reset` without a token is where a link to a new password is asked for. */
export type Route =
  | { kind: 'desk' }
  | { kind: 'chatflow'; chatflowId: string; page: ChatflowPage }
  | { kind: 'account'; accountId: string; page: AccountPage }
  | { kind: 'me' }
  | { kind: 'invite'; token: string }
  | { kind: 'reset'; token: string | null };

/** The screen that a hash such as `#/chatflows/…/texts` names; what names none is the desk. */
export function routeOf(hash: string): Route {
  const [first = '', second = '', third = ''] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  const chatflowPage = CHATFLOW_PAGES.find((page) => page === third);
  const accountPage = ACCOUNT_PAGES.find((page) => page === third);
  if (first === 'me') return { kind: 'me' };
  if (first === 'reset') return { kind: 'reset', token: second || null };
  if (second === '') return { kind: 'desk' };
  if (first === 'chatflows' && chatflowPage !== undefined) return { kind: 'chatflow', chatflowId: second, page: chatflowPage };
  if (first === 'account' && accountPage !== undefined) return { kind: 'account', accountId: second, page: accountPage };
  if (first === 'invite') return { kind: 'invite', token: second };
  return { kind: 'desk' };
}

/** The hash that leads to a screen. */
export function hashOf(route: Route): string {
  switch (route.kind) {
    case 'desk':
      return '#/';
    case 'chatflow':
      return `#/chatflows/${encodeURIComponent(route.chatflowId)}/${route.page}`;
    case 'account':
      return `#/account/${encodeURIComponent(route.accountId)}/${route.page}`;
    case 'me':
      return '#/me';
    case 'invite':
      return `#/invite/${encodeURIComponent(route.token)}`;
    case 'reset':
      return route.token === null ? '#/reset' : `#/reset/${encodeURIComponent(route.token)}`;
    default:
      return route satisfies never;
  }
}

/** A part that is no valid percent-encoding leads nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
