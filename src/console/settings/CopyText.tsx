// Something to copy: shown as it is, with a button; where the browser refuses, the text can be marked by hand.

import { useState } from 'preact/hooks';
import { t } from '../language.ts';

export function CopyText({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch (error) {
      // No clipboard on this page, or not allowed.
      if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
      setState('failed');
    }
  }
  return (
    <div class="copy-text">
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="secondary" onClick={() => void copy()}>
        {t('installCopy')}
        <span class="unseen"> {label}</span>
      </button>
      <span role="status" class="copy-state">
        {state === 'copied' && t('installCopied')}
        {state === 'failed' && t('installCopyFailed')}
      </span>
    </div>
  );
}
