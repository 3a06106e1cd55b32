// The language of the console, chosen by its own name.

import { chooseLanguage, isConsoleLanguage, LANGUAGE_NAMES, language, t } from '../language.ts';

export function LanguageChoice() {
  return (
    <label class="language">
      <span>{t('language')}</span>
      <select
        value={language.value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isConsoleLanguage(chosen)) chooseLanguage(chosen);
        }}
      >
        {Object.entries(LANGUAGE_NAMES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
