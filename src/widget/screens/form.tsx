/** @jsxImportSource ../jsx */
// The start screen and, when all places are taken, the queue form: the same fields, so that nothing is lost between them (Q4).

import { EMAIL_MAX_LENGTH, MESSAGE_MAX_LENGTH, NAME_MAX_LENGTH } from '../../shared/limits.ts';
import { ContactLink, PrivacyLine } from '../parts.tsx';
import type { Ui } from '../ui.ts';

const FIELDS = { name: NAME_MAX_LENGTH, email: EMAIL_MAX_LENGTH, question: MESSAGE_MAX_LENGTH } as const;

export function FormScreen({ ui }: { ui: Ui }) {
  const { t, known, customer, view } = ui;
  const { refused, chatflow, desk } = known;
  const queue = view === 'queue';
  const place = desk?.nextPlace;
  const action = queue ? (place ? t('joinQueueAt', { place }) : t('joinQueue')) : t('startChat');
  const submit = (event: Event) => {
    event.preventDefault();
    void customer.start(queue);
  };
  return (
    <>
      <div class="body">
        <p class="text" tabIndex={-1} data-focus>
          {queue ? chatflow?.texts.queueWelcome : t('startIntro')}
        </p>
        <form onSubmit={submit} noValidate>
          <Field ui={ui} kind="name" />
          <Field ui={ui} kind="email" />
          <Field ui={ui} kind="question" />
          {refused && !refused.field && (
            <p class="error" role="alert">
              {t(refused.code === 'desk_full' ? 'placesTaken' : 'startFailed')}
            </p>
          )}
          <button type="submit" class="button" aria-disabled={known.starting}>
            {known.starting ? t('nowConnecting') : action}
          </button>
          {queue && <ContactLink ui={ui} quiet />}
        </form>
      </div>
      <div class="foot">
        <PrivacyLine ui={ui} writing={chatflow?.fields.question !== 'off'} />
      </div>
    </>
  );
}

function Field({ ui, kind }: { ui: Ui; kind: keyof typeof FIELDS }) {
  const { t, known, customer } = ui;
  const mode = known.chatflow?.fields[kind] ?? 'off';
  if (mode === 'off') return null;
  const wrong = known.refused?.field === kind && known.refused.code;
  const id = `nasta-${kind}`;
  const attributes = {
    id,
    name: kind,
    value: known.fields[kind],
    maxLength: FIELDS[kind],
    required: mode === 'required',
    'aria-invalid': !!wrong,
    'aria-describedby': `${id}-error`,
    onInput: (event: { currentTarget: { value: string } }) => customer.fill({ [kind]: event.currentTarget.value }),
  };
  return (
    <div>
      <label for={id}>
        {t(kind)} {mode === 'optional' && <span>{t('optional')}</span>}
      </label>
      {kind === 'name' && <input {...attributes} type="text" autocomplete="name" />}
      {kind === 'email' && <input {...attributes} type="email" autocomplete="email" />}
      {kind === 'question' && <textarea {...attributes} rows={2} />}
      <p class="error" id={`${id}-error`}>
        {wrong && t(wrong === 'field_required' ? 'fieldRequired' : kind === 'email' ? 'emailWrong' : 'startFailed')}
      </p>
    </div>
  );
}
