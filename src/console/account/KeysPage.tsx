// Keys of the account for /v1: what each may do and when it was last used; a new one is shown once.

import { useState } from 'preact/hooks';
import { SCOPES, type Scope } from '../../shared/access.ts';
import { NAME_MAX_LENGTH } from '../../shared/limits.ts';
import { day, t, type Words } from '../language.ts';
import { useActs } from '../settings/acts.ts';
import { ConfirmDialog } from '../settings/ConfirmDialog.tsx';
import { CopyText } from '../settings/CopyText.tsx';
import { call, refusalWords } from '../settings/call.ts';
import { callList, useLoaded } from '../settings/load.ts';
import type { ReachableAccount } from '../settings/reach.ts';
import { Said } from '../settings/Said.tsx';
import { Title } from '../settings/SettingsScreen.tsx';
import { nothing } from '../settings/state/shape.ts';
import * as answers from './answers.ts';

const SCOPE_WORDS = {
  'settings:read': 'scopeSettingsRead',
  'settings:write': 'scopeSettingsWrite',
  'desk:read': 'scopeDeskRead',
  'statistics:read': 'scopeStatisticsRead',
  'editors:write': 'scopeEditorsWrite',
} as const satisfies Record<Scope, keyof Words>;

export function KeysPage({ account }: { account: ReachableAccount }) {
  const path = `/v1/accounts/${encodeURIComponent(account.accountId)}/keys`;
  const keys = useLoaded(path, () => callList(path, answers.key));
  const [shown, setShown] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<answers.Key | null>(null);
  const acts = useActs();

  async function create(body: { name: string; scopes: Scope[]; expiresAt: number | null }): Promise<boolean> {
    const made = await acts.run(call('POST', path, answers.newKey, { body }), '');
    if (made !== null) setShown(made.key);
    await keys.again();
    return made !== null;
  }

  async function revoke({ keyId }: answers.Key): Promise<void> {
    setRevoking(null);
    await acts.run(call('DELETE', `${path}/${encodeURIComponent(keyId)}`, nothing), '');
    await keys.again();
  }

  return (
    <>
      <Title>{t('setPageKeys')}</Title>
      <p class="soft">{t('keysLead')}</p>
      <div class="sheets">
        <Said acts={acts} />
        {shown !== null && (
          <section class="sheet once" role="status">
            <h2>{t('keyShownTitle')}</h2>
            <p>{t('keyShownLead')}</p>
            <CopyText text={shown} label={t('keyShownTitle')} />
            <div>
              <button type="button" class="secondary" onClick={() => setShown(null)}>
                {t('keyShownDone')}
              </button>
            </div>
          </section>
        )}
        {keys.now.kind === 'failed' && <p role="alert">{refusalWords(keys.now.refused)}</p>}
        {keys.now.kind === 'ready' && keys.now.value.length === 0 && <p class="sheet hint">{t('keysNone')}</p>}
        {keys.now.kind === 'ready' && keys.now.value.length > 0 && (
          <ul class="sheet rows">
            {keys.now.value.map((key) => (
              <KeyRow key={key.keyId} held={key} onRevoke={() => setRevoking(key)} />
            ))}
          </ul>
        )}
        <section class="sheet" aria-labelledby="new-key">
          <h2 id="new-key">{t('keyNew')}</h2>
          <NewKeyForm onCreate={create} />
        </section>
      </div>
      {revoking && (
        <ConfirmDialog
          title={t('keyRevokeTitle', { name: revoking.name })}
          act={t('keyRevoke')}
          onConfirm={() => void revoke(revoking)}
          onCancel={() => setRevoking(null)}
        >
          <p>{t('keyRevokeLead')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function KeyRow({ held, onRevoke }: { held: answers.Key; onRevoke(): void }) {
  const { name, prefix, scopes, expiresAt, lastUsedOn } = held;
  return (
    <li class="row">
      <div class="row-who">
        <strong>{name}</strong>
        <code>{prefix}…</code>
      </div>
      <p class="row-state soft">
        {scopes.map((scope) => t(SCOPE_WORDS[scope])).join(' · ')}
        <br />
        {lastUsedOn === null ? t('keyNeverUsed') : t('keyLastUsed', { time: day(Date.parse(lastUsedOn)) })} · {untilWords(expiresAt)}
      </p>
      <div class="row-acts">
        <button type="button" class="secondary" aria-label={t('keyRevokeOf', { name })} onClick={onRevoke}>
          {t('keyRevoke')}
        </button>
      </div>
    </li>
  );
}

function untilWords(expiresAt: number | null): string {
  if (expiresAt === null) return t('keyForever');
  return expiresAt <= Date.now() ? t('keyExpired') : t('keyUntil', { time: day(expiresAt - 1) });
}

function NewKeyForm({ onCreate }: { onCreate(body: { name: string; scopes: Scope[]; expiresAt: number | null }): Promise<boolean> }) {
  const [noScope, setNoScope] = useState(false);
  async function submit(form: HTMLFormElement): Promise<void> {
    const written = new FormData(form);
    const scopes = SCOPES.filter((scope) => written.has(scope));
    const lastDay = String(written.get('expires') ?? '');
    setNoScope(scopes.length === 0);
    if (scopes.length === 0) return;
    const name = String(written.get('name')).trim();
    if (await onCreate({ name, scopes, expiresAt: lastDay === '' ? null : endOf(lastDay) })) form.reset();
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <label class="setting">
        <span>{t('keyName')}</span>
        <input type="text" name="name" required maxLength={NAME_MAX_LENGTH} autocomplete="off" />
      </label>
      <fieldset class="stack" aria-describedby={noScope ? 'no-scope' : undefined}>
        <legend>{t('keyScopes')}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} class="tick-line">
            <input type="checkbox" name={scope} />
            <span>{t(SCOPE_WORDS[scope])}</span>
          </label>
        ))}
        {noScope && (
          <p id="no-scope" class="field-error" role="alert">
            {t('keyScopesNone')}
          </p>
        )}
      </fieldset>
      <label class="setting">
        <span>{t('keyExpires')}</span>
        <span class="help">{t('keyExpiresHelp')}</span>
        <input class="number" type="date" name="expires" min={new Date().toISOString().slice(0, 10)} />
      </label>
      <div>
        <button type="submit" class="primary">
          {t('keyCreate')}
        </button>
      </div>
    </form>
  );
}

/** The end of that day where the person is, ms since 1970. */
function endOf(lastDay: string): number {
  const end = new Date(`${lastDay}T00:00`);
  end.setDate(end.getDate() + 1);
  return end.getTime();
}
