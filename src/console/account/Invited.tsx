// Invitations that stand: sending one again with a new link, and revoking one.

import { useState } from 'preact/hooks';
import { dayAndTime, t } from '../language.ts';
import type { Acts } from '../settings/acts.ts';
import { call } from '../settings/call.ts';
import { nothing } from '../settings/state/shape.ts';
import * as answers from './answers.ts';
import { LinkToSend } from './LinkToSend.tsx';

interface InvitedProps {
  /** Of the account in /v1. */
  path: string;
  invitations: readonly answers.Invitation[];
  acts: Acts;
  onChanged(): Promise<void>;
}

export function Invited({ path, invitations, acts, onChanged }: InvitedProps) {
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const of = ({ invitationId }: answers.Invitation) => `${path}/invitations/${encodeURIComponent(invitationId)}`;

  async function revoke(invitation: answers.Invitation): Promise<void> {
    setMade(null);
    await acts.run(call('DELETE', of(invitation), nothing), t('inviteRevoked', { email: invitation.email }));
    await onChanged();
  }

  async function sendAgain(invitation: answers.Invitation): Promise<void> {
    setMade(null);
    const sent = await acts.run(call('POST', `${of(invitation)}/send`, answers.newInvitation), '');
    if (sent?.link) setMade({ name: invitation.name, link: sent.link });
    await onChanged();
  }

  return (
    <section class="sheet" aria-labelledby="invited">
      <h2 id="invited">{t('inviteOpen')}</h2>
      <ul class="rows">
        {invitations.map((invitation) => (
          <li key={invitation.invitationId} class="row">
            <div class="row-who">
              <strong>{invitation.name}</strong>
              <span class="soft">{invitation.email}</span>
            </div>
            <p class="row-state soft">
              {invitation.role === 'admin' ? t('roleAdmin') : t('roleEditor')} ·{' '}
              {t('inviteUntil', { time: dayAndTime(invitation.expiresAt) })}
            </p>
            <div class="row-acts">
              <button
                type="button"
                class="secondary"
                aria-label={t('inviteAgainOf', { email: invitation.email })}
                onClick={() => void sendAgain(invitation)}
              >
                {t('inviteAgain')}
              </button>
              <button
                type="button"
                class="secondary"
                aria-label={t('inviteRevokeOf', { email: invitation.email })}
                onClick={() => void revoke(invitation)}
              >
                {t('inviteRevoke')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {made && <LinkToSend {...made} />}
    </section>
  );
}
