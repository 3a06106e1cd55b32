// Signing in with a second step: switching it on with an app for one-time codes, backup codes, and switching it off.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { begin } from '../desk/visit.ts';
import { t } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { CopyText } from '../settings/CopyText.tsx';
import { call, type Refused, refusalWords } from '../settings/call.ts';
import { nothing } from '../settings/state/shape.ts';
import * as answers from './answers.ts';

/** How a secret is written so that it can be typed off: in fours. */
const GROUP = /.{1,4}/g;

export function TwoStep({ on }: { on: boolean }) {
  const [start, setStart] = useState<answers.TwoStepStart | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isOn, setIsOn] = useState(on);
  const acts = useActs();

  async function begun(password: string): Promise<void> {
    const body = { password };
    if (isOn) {
      const ended = await acts.run(call('POST', '/desk/me/two-step/end', nothing, { body }), '');
      if (ended !== null) setIsOn(false);
    } else setStart(await acts.run(call('POST', '/desk/me/two-step', answers.twoStepStart, { body }), ''));
  }

  async function confirmed(code: string): Promise<void> {
    const done = await acts.run(call('POST', '/desk/me/two-step/confirm', nothing, { body: { code } }), '');
    if (done === null || start === null) return;
    setIsOn(true);
    setCodes(start.backupCodes);
    setStart(null);
  }

  return (
    <section class="sheet" aria-labelledby="two-step">
      <h2 id="two-step">{t('twoStepTitle')}</h2>
      <p role="status">{isOn ? t('twoStepOn') : t('twoStepOff')}</p>
      {codes !== null && <BackupCodes codes={codes} onDone={() => setCodes(null)} />}
      {start === null && codes === null && (
        <OneField
          key={String(isOn)}
          label={t('twoStepPassword')}
          kind="password"
          act={isOn ? t('twoStepStop') : t('twoStepStart')}
          wrong={wrongWords(acts.refused, t('passwordWrong'))}
          onSubmit={begun}
        />
      )}
      {start !== null && (
        <>
          <h3>{t('twoStepSecret')}</h3>
          <p class="help">{t('twoStepSecretHelp')}</p>
          <CopyText text={start.secret.match(GROUP)?.join(' ') ?? start.secret} label={t('twoStepSecret')} />
          <p>
            <a href={start.uri}>{t('twoStepOpen')}</a>
          </p>
          <OneField
            label={t('twoStepCode')}
            kind="code"
            act={t('twoStepConfirm')}
            wrong={wrongWords(acts.refused, t('twoStepWrong'))}
            onSubmit={confirmed}
          />
        </>
      )}
    </section>
  );
}

function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <Once title={t('twoStepBackup')} help={t('twoStepBackupHelp')}>
      <CopyText text={codes.join('\n')} label={t('twoStepBackup')} />
      <div>
        <button
          type="button"
          class="secondary"
          onClick={() => {
            onDone();
            void begin();
          }}
        >
          {t('done')}
        </button>
      </div>
    </Once>
  );
}

function Once({ title, help, children }: { title: string; help: string; children: ComponentChildren }) {
  return (
    <div class="once">
      <h3>{title}</h3>
      <p class="help">{help}</p>
      {children}
    </div>
  );
}

interface OneFieldProps {
  label: string;
  kind: 'password' | 'code';
  act: string;
  wrong: string;
  onSubmit(value: string): Promise<void>;
}

/** A form of one field. */
function OneField({ label, kind, act, wrong, onSubmit }: OneFieldProps) {
  const errorId = `two-step-${kind}-error`;
  const attributes =
    kind === 'password'
      ? ({ type: 'password', autocomplete: 'current-password' } as const)
      : ({ type: 'text', autocomplete: 'one-time-code' } as const);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(String(new FormData(event.currentTarget).get('value')));
      }}
    >
      <label class="setting">
        <span>{label}</span>
        <input {...attributes} name="value" required aria-invalid={wrong !== ''} aria-describedby={errorId} />
      </label>
      <p id={errorId} class="failure" role="alert">
        {wrong}
      </p>
      <div>
        <button type="submit" class="secondary">
          {act}
        </button>
      </div>
    </form>
  );
}

function wrongWords(refused: Refused | null, wrongField: string): string {
  if (refused === null) return '';
  return refused.errors.length > 0 ? wrongField : refusalWords(refused);
}
