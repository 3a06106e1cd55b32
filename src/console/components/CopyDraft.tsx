// Words that were written and not sent, with a way to take them along.

import { useState } from 'preact/hooks';
import { t } from '../language.ts';

export function CopyDraft({ draft }: { draft: string }) {
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);
  // Refused without a secure page or the person's leave: then the text stands there to be marked.
  const copy = () =>
    navigator.clipboard.writeText(draft).then(
      () => setSaid('copied'),
      () => setSaid('copyFailed'),
    );
  return (
    <div class="draft">
      <p class="draft-head">{t('draftLeft')}</p>
      <p class="draft-text" dir="auto">
        {draft}
      </p>
      <button type="button" class="secondary" onClick={() => void copy()}>
        {t('copyDraft')}
      </button>
      <span role="status">{said && t(said)}</span>
    </div>
  );
}
