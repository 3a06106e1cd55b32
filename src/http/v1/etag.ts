// ETags of settings: the revision in quotes. If-Match by RFC 9110, strong comparison.

import { type Refusal, refuse } from '../../shared/errors.ts';

export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/** `precondition_required` without the header, `settings_stale` when it names other versions only. `*` means: whatever is there. */
export function matching(ifMatch: string | undefined, revision: number): { ok: true } | Refusal {
  if (ifMatch === undefined || ifMatch.trim() === '') return refuse('precondition_required');
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etagOf(revision)) ? { ok: true } : refuse('settings_stale');
}
