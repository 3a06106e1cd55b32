// Which of the large screens is up, and what belongs to every one of them: the live regions.

import { useEffect } from 'preact/hooks';
import { announcement } from '../desk/attention.ts';
import { begin, visit } from '../desk/visit.ts';
import { InvitePage } from '../invite/InvitePage.tsx';
import { ResetPage } from '../invite/ResetPage.tsx';
import { language, t } from '../language.ts';
import { route } from '../router.ts';
import { Inside } from './Inside.tsx';
import { SignIn } from './SignIn.tsx';

export function App() {
  useEffect(() => {
    document.documentElement.lang = language.value;
  }, [language.value]);
  return (
    <>
      <Screen />
      <Announcer />
    </>
  );
}

function Screen() {
  const now = visit.value;
  const { value: here } = route;
  if (here.kind === 'invite' && now.kind !== 'checking') return <InvitePage key={now.kind} token={here.token} visit={now} />;
  if (here.kind === 'reset') return <ResetPage token={here.token} />;
  switch (now.kind) {
    case 'checking':
      return (
        <main class="entrance">
          <p class="soft" role="status">
            {t('loading')}
          </p>
        </main>
      );
    case 'unreachable':
      return (
        <main class="entrance">
          <div class="card" role="alert">
            <p class="brand">{t('product')}</p>
            <p>{t('signInUnreachable')}</p>
            <button type="button" class="primary" onClick={() => void begin()}>
              {t('tryAgain')}
            </button>
          </div>
        </main>
      );
    case 'out':
      return <SignIn why={now.why} />;
    case 'in':
      return <Inside me={now.me} />;
    default: {
      const unknown: never = now;
      return unknown;
    }
  }
}

/** Two regions that take turns, so that the same words twice are heard twice. */
function Announcer() {
  const { text, turn } = announcement.value;
  return (
    <>
      <p class="unseen" role="status">
        {turn % 2 === 0 ? text : ''}
      </p>
      <p class="unseen" role="status">
        {turn % 2 === 1 ? text : ''}
      </p>
    </>
  );
}
