// The widget itself, in a frame, with the texts as they stand in the form: the page in the frame runs the widget's own panel code.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../shared/model.ts';
import type { PreviewWish } from '../../shared/preview.ts';
import { TEXT_NAMES, type TextName } from '../../shared/settings.ts';
import { textFor } from '../../shared/texts/defaults.ts';
import { t } from '../language.ts';
import { textOf } from './FieldFrame.tsx';
import type { Form } from './form.ts';
import { TEXTS } from './labels.ts';
import type { Fields } from './state/fields.ts';

interface PreviewProps {
  form: Form;
  language: Language;
  names: readonly TextName[];
  shown: TextName;
  onShow(name: TextName): void;
}

export function Preview({ form, language, names, shown, onShow }: PreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const fields = form.fields.value;
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source === frame.current?.contentWindow && event.origin === location.origin) setReady(true);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (ready) frame.current?.contentWindow?.postMessage(wishFor(fields, language, shown), location.origin);
  }, [ready, fields, language, shown]);
  return (
    <aside class="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{t('previewTitle')}</h2>
      <select
        aria-labelledby="preview-title"
        value={shown}
        onChange={(event) => onShow(names.find((name) => name === event.currentTarget.value) ?? shown)}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {t(TEXTS[name].label)}
          </option>
        ))}
      </select>
      <iframe ref={frame} src="/console/preview" title={t('previewFrame')} tabIndex={-1} />
      {language !== 'sv' && language !== 'en' && <p class="help">{t('previewLanguage')}</p>}
    </aside>
  );
}

/** The widget's view of the settings, as the form has them now. */
function wishFor(fields: Fields, language: Language, text: TextName): PreviewWish {
  const read = (name: string) => textOf(fields[`/${name}`]);
  const own = Object.fromEntries(TEXT_NAMES.map((name) => [name, textOf(fields[`/texts/${language}/${name}`])]));
  const texts = { [language]: own };
  const all = Object.fromEntries(TEXT_NAMES.map((name) => [name, textFor({ texts }, language, name)])) as Record<TextName, string>;
  const mode = (name: string) => (read(name) === 'required' ? 'required' : read(name) === 'optional' ? 'optional' : 'off');
  return {
    type: 'nasta-preview',
    text,
    language,
    showPlace: fields['/showPlace'] === true,
    editorName: 'Anna',
    chatflow: {
      name: read('name'),
      language,
      color: read('color'),
      contactLink: read('contactLink'),
      privacyLink: read('privacyLink'),
      retentionDays: Number(read('retentionDays')),
      fields: { name: mode('nameField'), email: mode('emailField'), question: read('questionField') === 'optional' ? 'optional' : 'off' },
      typingPreview: fields['/typingPreview'] === true,
      texts: all,
    },
  };
}
