// A page that edits a chatflow's settings: reads them, guards what is not saved, and puts the foot below the fields.

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../language.ts';
import { guardLeaving } from '../router.ts';
import { refusalWords } from './call.ts';
import { FormFoot } from './FormFoot.tsx';
import { createForm, type Form } from './form.ts';

/** A form of its own for as long as the page is up. */
export function useForm(chatflowId: string): Form {
  const [form] = useState(() => createForm(chatflowId));
  useEffect(() => {
    void form.load();
    return guardLeaving(() => form.changed.peek().length > 0);
  }, [form]);
  return form;
}

/** The fields, once they are there. */
export function SettingsForm({ form, quiet = false, children }: { form: Form; quiet?: boolean; children: ComponentChildren }) {
  const state = form.state.value;
  if (state.kind === 'loading') return <p role="status">{t('setLoading')}</p>;
  if (state.kind === 'failed') {
    return (
      <div role="alert">
        <p>{refusalWords(state.refused)}</p>
        <button type="button" class="secondary" onClick={() => void form.load()}>
          {t('tryAgain')}
        </button>
      </div>
    );
  }
  return (
    <form
      class="sheets"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {children}
      <FormFoot form={form} quiet={quiet} />
    </form>
  );
}
