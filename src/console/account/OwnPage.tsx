// The own page: who one is here, the password, and signing in with a second step.

import type { Me } from '../desk/account.ts';
import { t } from '../language.ts';
import { Title } from '../settings/SettingsScreen.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { TwoStep } from './TwoStep.tsx';

export function OwnPage({ me }: { me: Me }) {
  return (
    <>
      <Title>{t('setOwn')}</Title>
      <p class="soft">{t('meLead')}</p>
      <div class="sheets">
        <section class="sheet">
          <h2>{me.person.name}</h2>
          <p class="soft">{me.person.email}</p>
        </section>
        <PasswordForm />
        <TwoStep on={me.twoStep} />
      </div>
    </>
  );
}
