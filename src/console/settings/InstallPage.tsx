// How the widget gets onto the organisation's pages: where it may be, the one line, the policy lines, and whether it has been seen.

import { useEffect } from 'preact/hooks';
import { dayAndTime, t } from '../language.ts';
import * as answers from './answers.ts';
import { CopyText } from './CopyText.tsx';
import { call, refusalWords } from './call.ts';
import { useLoaded } from './load.ts';
import { Origins } from './Origins.tsx';
import { SettingsForm, useForm } from './SettingsForm.tsx';
import { Title } from './SettingsScreen.tsx';
import { hashOf } from './state/route.ts';

/** While the page is up it looks for the widget's first sign this often. */
const LOOK_EVERY_MS = 4_000;

export function InstallPage({ chatflowId }: { chatflowId: string }) {
  const form = useForm(chatflowId);
  const path = `/v1/chatflows/${encodeURIComponent(chatflowId)}/install`;
  const { now, again } = useLoaded(path, () => call('GET', path, answers.install));
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void again(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <>
      <Title>{t('setPageInstall')}</Title>
      <p class="soft">{t('installLead')}</p>
      <SettingsForm form={form} quiet>
        <section class="sheet" aria-labelledby="install-sites">
          <h2 id="install-sites">{t('installSites')}</h2>
          <Origins form={form} />
        </section>
      </SettingsForm>
      {now.kind === 'failed' && <p role="alert">{refusalWords(now.refused)}</p>}
      {now.kind === 'ready' && <Steps install={now.value} chatflowId={chatflowId} />}
    </>
  );
}

function Steps({ install, chatflowId }: { install: answers.Install; chatflowId: string }) {
  return (
    <div class="sheets">
      <section class="sheet" aria-labelledby="install-snippet">
        <h2 id="install-snippet">{t('installSnippetTitle')}</h2>
        <p class="help">{t('installSnippetHelp')}</p>
        <CopyText text={install.snippet} label={t('installSnippetTitle')} />
        <details>
          <summary>{t('installCsp')}</summary>
          <p class="help">{t('installCspHelp')}</p>
          <CopyText text={install.csp.join('\n')} label={t('installCsp')} />
        </details>
      </section>
      <section class="sheet" aria-labelledby="install-seen">
        <h2 id="install-seen">{t('installSeenTitle')}</h2>
        <p role="status" class="seen" data-seen={install.seenAt !== null}>
          {seenWords(install)}
        </p>
        <p class="help">
          {t('installEditors')} <a href={hashOf({ kind: 'chatflow', chatflowId, page: 'editors' })}>{t('installToEditors')}</a>
        </p>
      </section>
    </div>
  );
}

function seenWords({ seenAt, seenOrigin }: answers.Install): string {
  if (seenAt === null) return t('installNotSeen');
  const time = dayAndTime(seenAt);
  return seenOrigin === null ? t('installSeenPlain', { time }) : t('installSeen', { time, origin: seenOrigin });
}
