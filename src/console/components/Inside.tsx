// Everything behind the sign-in: the desk, or a page beside it while the desk goes on (sockets, sound, title); and the questions in front.

import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Me } from '../desk/account.ts';
import { countInTitle, wakeSoundOnFirstTouch } from '../desk/attention.ts';
import { attentionCount, lookForCursor } from '../desk/desks.ts';
import { lastEditorQuestion } from '../desk/status.ts';
import { signOutQuestion } from '../desk/visit.ts';
import { leaveQuestion, route } from '../router.ts';
import { LeaveDialog } from '../settings/LeaveDialog.tsx';
import { findReach } from '../settings/reach.ts';
import { SettingsScreen } from '../settings/SettingsScreen.tsx';
import { DeskScreen } from './DeskScreen.tsx';
import { LastEditorDialog } from './LastEditorDialog.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';

export function Inside({ me }: { me: Me }) {
  useEffect(() => {
    wakeSoundOnFirstTouch();
    return countInTitle(() => attentionCount.value);
  }, []);
  useEffect(() => void findReach(me), [me]);
  const atDesk = route.value.kind === 'desk';
  // Leaving the desk takes the windows, and the cursor with them, off the screen.
  useLayoutEffect(lookForCursor, [atDesk]);
  return (
    <>
      {atDesk ? <DeskScreen me={me} /> : <SettingsScreen me={me} />}
      {lastEditorQuestion.value && <LastEditorDialog {...lastEditorQuestion.value} />}
      {signOutQuestion.value && <SignOutDialog {...signOutQuestion.value} />}
      {leaveQuestion.value !== null && <LeaveDialog />}
    </>
  );
}
