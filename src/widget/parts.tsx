/** @jsxImportSource ./jsx */
// Small things that several screens share: the privacy line, links out, a question to confirm.

import type { ComponentChildren } from 'preact';
import { isLinkOut } from './links.ts';
import type { Ui } from './ui.ts';

/** How long chats are kept, and what not to write; always in sight where something can be written. */
export function PrivacyLine({ ui: { t, known }, writing }: { ui: Ui; writing: boolean }) {
  const { retentionDays = 0, privacyLink = '', typingPreview = false } = known.chatflow ?? {};
  return (
    <p class="fine">
      {t('keptFor', { count: retentionDays })} {writing && t('noIdNumber')} {writing && typingPreview && t('previewOn')}{' '}
      <LinkOut href={privacyLink} text={t('readMore')} />
    </p>
  );
}

/** "Write to us instead", if the organisation has said where. */
export function ContactLink({ ui, quiet }: { ui: Ui; quiet: boolean }) {
  return <LinkOut href={ui.known.chatflow?.contactLink} text={ui.t('writeInstead')} class={quiet ? 'button quiet' : 'button'} />;
}

function LinkOut({ href = '', text, class: className }: { href: string | undefined; text: string; class?: string }) {
  if (!isLinkOut(href)) return null;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" class={className}>
      {text}
    </a>
  );
}

/** A question over the screen; the panel gives the focus to the answer that changes nothing, and Escape means that one. */
export function Ask({ ui }: { ui: Ui }) {
  const { t, view, customer } = ui;
  const waiting = view === 'waiting';
  const text = t(waiting ? 'leaveQueueAsk' : 'endChatAsk');
  const yes = () => {
    ui.ask(false);
    customer.end();
  };
  return (
    <div class="ask" role="alertdialog" aria-modal="true" aria-label={text}>
      <div>
        <p class="lead">{text}</p>
        <button type="button" class="button" onClick={yes}>
          {t(waiting ? 'leaveQueue' : 'endChat')}
        </button>
        <button type="button" class="button quiet" onClick={() => ui.ask(false)} data-safe>
          {t(waiting ? 'stayInQueue' : 'keepChatting')}
        </button>
      </div>
    </div>
  );
}

/** A screen of plain words in the middle and what to do next below. */
export function Plain({ children, foot }: { children: ComponentChildren; foot?: ComponentChildren }) {
  return (
    <>
      <div class="body center">{children}</div>
      <div class="foot">{foot}</div>
    </>
  );
}
