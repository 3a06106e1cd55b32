// An invitation's link, where the service sends no e-mail: shown this once, to hand over.

import { t } from '../language.ts';
import { CopyText } from '../settings/CopyText.tsx';

export function LinkToSend({ name, link }: { name: string; link: string }) {
  const title = t('inviteLinkTitle', { name });
  return (
    <div class="once" role="status">
      <p>
        <strong>{title}</strong>
      </p>
      <CopyText text={link} label={title} />
      <p class="help">{t('inviteLinkHelp')}</p>
    </div>
  );
}
