// The editor's desk: header, what needs somebody, the window places, and the questions that may stand in front of them.

import { useEffect } from 'preact/hooks';
import type { Me } from '../desk/account.ts';
import { countInTitle, wakeSoundOnFirstTouch } from '../desk/attention.ts';
import { attentionCount, desks } from '../desk/desks.ts';
import { lastEditorQuestion } from '../desk/status.ts';
import { signOutQuestion } from '../desk/visit.ts';
import { followKeys } from '../keys.ts';
import { t } from '../language.ts';
import { AlertBar } from './AlertBar.tsx';
import { Header } from './Header.tsx';
import { LastEditorDialog } from './LastEditorDialog.tsx';
import { NoticeList } from './NoticeList.tsx';
import { Places } from './Places.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';

export function DeskScreen({ me }: { me: Me }) {
  useEffect(() => {
    wakeSoundOnFirstTouch();
    const stopCounting = countInTitle(() => attentionCount.value);
    const stopKeys = followKeys();
    return () => {
      stopCounting();
      stopKeys();
    };
  }, []);
  return (
    <div class="screen">
      <Header me={me} />
      <div class="bars">
        <AlertBar />
        <NoticeList />
      </div>
      {desks.value.length === 0 ? <p class="nothing">{t('noChatflows')}</p> : <Places />}
      {lastEditorQuestion.value && <LastEditorDialog {...lastEditorQuestion.value} />}
      {signOutQuestion.value && <SignOutDialog {...signOutQuestion.value} />}
    </div>
  );
}
