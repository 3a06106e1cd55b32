// S3. The texts that customers read, in each language, with where each appears and how it looks there.

import { useState } from 'preact/hooks';
import { TEXT_MAX_LENGTH } from '../../shared/limits.ts';
import { LANGUAGES, type Language } from '../../shared/model.ts';
import { TEXT_NAMES, type TextName } from '../../shared/settings.ts';
import { DEFAULT_TEXTS } from '../../shared/texts/defaults.ts';
import { t } from '../language.ts';
import { FieldError, TextField, textOf, tied } from './FieldFrame.tsx';
import type { Form } from './form.ts';
import { OWN_NAMES, TEXTS } from './labels.ts';
import { Preview } from './Preview.tsx';
import { SettingsForm, useForm } from './SettingsForm.tsx';
import { Title } from './SettingsScreen.tsx';
import { hashOf } from './state/route.ts';
import { idsOf } from './wrong.ts';

export function TextsPage({ chatflowId, queue }: { chatflowId: string; queue: boolean }) {
  const form = useForm(chatflowId);
  const [chosen, setChosen] = useState<Language | null>(null);
  const [shown, setShown] = useState<TextName>(queue ? 'queueWelcome' : 'welcome');
  const own = LANGUAGES.find((candidate) => candidate === form.fields.value['/language']) ?? 'sv';
  const language = chosen ?? own;
  const names = TEXT_NAMES.filter((name) => queue || !TEXTS[name].queue);
  const ready = form.state.value.kind === 'ready';
  return (
    <div class="with-preview">
      <div>
        <Title>{t('setPageTexts')}</Title>
        <div class="lead-line">
          <p class="soft">{t('textsLead')}</p>
          <label class="inline-choice">
            <span>{t('textsLanguage')}</span>
            <select value={language} onChange={(event) => setChosen(LANGUAGES.find((one) => one === event.currentTarget.value) ?? null)}>
              {LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {one === own ? t('textsChatflowLanguage', { language: OWN_NAMES[one] }) : OWN_NAMES[one]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <SettingsForm form={form}>
          {queue ? <QueueOff form={form} chatflowId={chatflowId} /> : <p class="sheet hint">{t('textsNoQueue')}</p>}
          {names.map((name) => (
            <TextSheet key={`${language}/${name}`} form={form} language={language} name={name} onFocus={() => setShown(name)} />
          ))}
          <div class="sheet">
            <TextField
              form={form}
              pointer="/contactLink"
              label={t('contactLink')}
              help={t('contactLinkWhere')}
              isAddress
              placeholder="mailto:kundservice@kommun.example"
            />
          </div>
        </SettingsForm>
      </div>
      {ready && <Preview form={form} language={language} names={names} shown={shown} onShow={setShown} />}
    </div>
  );
}

/** Q3. Texts alone do not switch the queue on; said as long as it is off. */
function QueueOff({ form, chatflowId }: { form: Form; chatflowId: string }) {
  if (form.fields.value['/allowQueue'] === true) return null;
  return (
    <p class="sheet hint">
      {t('textsQueueOff', { page: t('setPageSettings') })}{' '}
      <a href={hashOf({ kind: 'chatflow', chatflowId, page: 'settings' })}>{t('setPageSettings')}</a>
    </p>
  );
}

function TextSheet(props: { form: Form; language: Language; name: TextName; onFocus(): void }) {
  const { form, language, name } = props;
  const pointer = `/texts/${language}/${name}`;
  const ids = idsOf(pointer);
  const value = textOf(form.fields.value[pointer]);
  const help = t(TEXTS[name].where);
  const counter = `${ids.field}-count`;
  const attributes = tied({ form, pointer, help });
  return (
    <div class="sheet text-sheet">
      <label for={ids.field}>{t(TEXTS[name].label)}</label>
      <p id={ids.help} class="help">
        {help}
      </p>
      <textarea
        {...attributes}
        aria-describedby={`${attributes['aria-describedby'] ?? ''} ${counter}`}
        rows={2}
        lang={language}
        placeholder={DEFAULT_TEXTS[language][name]}
        value={value}
        onInput={(event) => form.set(pointer, event.currentTarget.value)}
        onBlur={() => form.look(pointer)}
        onFocus={props.onFocus}
      />
      <p id={counter} class="counter" data-over={value.length > TEXT_MAX_LENGTH}>
        {t('textsCounter', { count: value.length, max: TEXT_MAX_LENGTH })}
      </p>
      <FieldError id={ids.error} wrong={form.wrong.value[pointer]} />
    </div>
  );
}
