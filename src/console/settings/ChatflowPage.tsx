// Every setting of the chat beside its texts, in groups. Without the account's queue feature those of the queue are not offered (Q2).

import { LANGUAGES } from '../../shared/model.ts';
import { WEEKDAYS } from '../../shared/settings.ts';
import { t } from '../language.ts';
import { ColorField } from './ColorField.tsx';
import { ChoiceField, FieldError, Group, TextField, TickField, textOf, tied } from './FieldFrame.tsx';
import type { Form } from './form.ts';
import { DAYS, OWN_NAMES } from './labels.ts';
import { NumberField } from './NumberField.tsx';
import { Origins } from './Origins.tsx';
import { SettingsForm, useForm } from './SettingsForm.tsx';
import { Title } from './SettingsScreen.tsx';
import { idsOf } from './wrong.ts';

export function ChatflowPage({ chatflowId, queue }: { chatflowId: string; queue: boolean }) {
  const form = useForm(chatflowId);
  return (
    <>
      <Title>{t('setPageSettings')}</Title>
      <SettingsForm form={form}>
        {queue ? <QueueGroup form={form} /> : <p class="sheet hint">{t('setNoQueue')}</p>}
        <FormGroup form={form} />
        <Group title="groupClock">
          <NumberField form={form} name="transferAfterSeconds" />
          <NumberField form={form} name="busyAfterMisses" />
        </Group>
        <Group title="groupLost">
          <NumberField form={form} name="editorGraceSeconds" />
          <NumberField form={form} name="orphanSeconds" />
          <NumberField form={form} name="customerGraceSeconds" />
          {queue && <NumberField form={form} name="queueGraceSeconds" />}
        </Group>
        <Group title="groupEnding">
          <NumberField form={form} name="silentStartSeconds" />
          <NumberField form={form} name="idleEndSeconds" />
          <NumberField form={form} name="wrapUpSeconds" />
          <NumberField form={form} name="retentionDays" />
        </Group>
        <Group title="groupLooks">
          <TextField form={form} pointer="/name" label={t('setName')} help={t('setNameHelp')} />
          <ColorField form={form} />
          <TextField
            form={form}
            pointer="/privacyLink"
            label={t('setPrivacy')}
            help={t('setPrivacyHelp')}
            isAddress
            placeholder="https://"
          />
        </Group>
        <Group title="groupOrigins">
          <Origins form={form} />
        </Group>
        <LanguageGroup form={form} />
      </SettingsForm>
    </>
  );
}

function QueueGroup({ form }: { form: Form }) {
  return (
    <Group title="groupQueue">
      <TickField form={form} pointer="/allowQueue" label={t('setAllowQueue')} help={t('setAllowQueueHelp')} />
      <TickField form={form} pointer="/showPlace" label={t('setShowPlace')} help={t('setShowPlaceHelp')} />
      <NumberField form={form} name="maxQueueLength" />
      <fieldset class="setting">
        <legend>{t('setQueueStop')}</legend>
        <p class="help">{t('setQueueStopHelp')}</p>
        <div class="days">
          {WEEKDAYS.map((day) => {
            const pointer = `/queueStopAt/${day}`;
            const ids = idsOf(pointer);
            return (
              <div key={day} class="day">
                <label for={ids.field}>{t(DAYS[day])}</label>
                <input
                  {...tied({ form, pointer })}
                  type="time"
                  value={textOf(form.fields.value[pointer])}
                  onInput={(event) => form.set(pointer, event.currentTarget.value)}
                />
                <FieldError id={ids.error} wrong={form.wrong.value[pointer]} />
              </div>
            );
          })}
        </div>
      </fieldset>
    </Group>
  );
}

function FormGroup({ form }: { form: Form }) {
  const two = [
    ['off', t('setFieldOff')],
    ['optional', t('setFieldOptional')],
  ] as const;
  const three = [...two, ['required', t('setFieldRequired')] as const];
  return (
    <Group title="groupForm">
      <ChoiceField form={form} pointer="/nameField" label={t('setNameField')} options={three} />
      <ChoiceField form={form} pointer="/emailField" label={t('setEmailField')} options={three} />
      <ChoiceField form={form} pointer="/questionField" label={t('setQuestionField')} help={t('setQuestionFieldHelp')} options={two} />
      <TickField form={form} pointer="/typingPreview" label={t('setTypingPreview')} help={t('setTypingPreviewHelp')} />
    </Group>
  );
}

/** The zones that the browser knows, with the chosen one even if it does not. */
function LanguageGroup({ form }: { form: Form }) {
  const chosen = textOf(form.fields.value['/timeZone']);
  const zones = [...new Set([chosen, ...Intl.supportedValuesOf('timeZone')])].sort();
  return (
    <Group title="groupLanguage">
      <ChoiceField
        form={form}
        pointer="/language"
        label={t('setLanguage')}
        help={t('setLanguageHelp')}
        options={LANGUAGES.map((language) => [language, OWN_NAMES[language]] as const)}
      />
      <ChoiceField
        form={form}
        pointer="/timeZone"
        label={t('setTimeZone')}
        help={t('setTimeZoneHelp')}
        options={zones.map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
      />
    </Group>
  );
}
