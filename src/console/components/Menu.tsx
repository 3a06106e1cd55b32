// The menu at the top right: settings of each chat and of the account, language, sound, shortcuts, sign out.

import type { Me } from '../desk/account.ts';
import { chooseSound, playNewChat, soundOn } from '../desk/attention.ts';
import { askToLeave } from '../desk/visit.ts';
import { t } from '../language.ts';
import { MenuLinks } from '../settings/MenuLinks.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';

const MENU_ID = 'menu';

export function Menu({ me }: { me: Me }) {
  return (
    <>
      <button type="button" class="menu-button" popovertarget={MENU_ID} aria-label={t('menu')} title={t('menu')}>
        <span aria-hidden="true">☰</span>
      </button>
      <div id={MENU_ID} class="menu" popover="auto">
        <p class="menu-person">
          <strong>{me.person.name}</strong>
          <span class="soft">{me.person.email}</span>
        </p>
        <MenuLinks onChosen={closeMenu} />
        <LanguageChoice />
        <div class="menu-sound">
          <label>
            <input type="checkbox" checked={soundOn.value} onChange={(event) => chooseSound(event.currentTarget.checked)} />
            <span>{t('sound')}</span>
          </label>
          <button type="button" class="link" onClick={playNewChat}>
            {t('soundTest')}
          </button>
        </div>
        <h2>{t('keysTitle')}</h2>
        <dl class="keys">
          <dt>{t('keyWindow')}</dt>
          <dd>{t('keyWindowDoes')}</dd>
          <dt>{t('keySend')}</dt>
          <dd>{t('keySendDoes')}</dd>
          <dt>{t('keyLine')}</dt>
          <dd>{t('keyLineDoes')}</dd>
          <dt>{t('keyEscape')}</dt>
          <dd>{t('keyEscapeDoes')}</dd>
        </dl>
        <button type="button" class="secondary" onClick={leaveFromMenu}>
          {t('signOut')}
        </button>
      </div>
    </>
  );
}

function closeMenu(): void {
  document.getElementById(MENU_ID)?.hidePopover();
}

function leaveFromMenu(): void {
  closeMenu();
  askToLeave();
}
