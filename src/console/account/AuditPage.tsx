// The account's audit log: who changed what and when, newest first, each change readable as before → after.

import { useEffect, useState } from 'preact/hooks';
import { AUDIT_ACTS } from '../../shared/audit.ts';
import { dayAndTime, t } from '../language.ts';
import { call, type Refused, refusalWords } from '../settings/call.ts';
import type { ReachableAccount } from '../settings/reach.ts';
import { Title } from '../settings/SettingsScreen.tsx';
import { type Difference, differencesOf } from '../settings/state/differences.ts';
import { pageOf } from '../settings/state/shape.ts';
import * as answers from './answers.ts';
import { ACT_WORDS, fieldWords, valueWords } from './audit-words.ts';

const PAGE_COUNT = 30;
const page = pageOf(answers.auditLine);

export function AuditPage({ account }: { account: ReachableAccount }) {
  const [chatflow, setChatflow] = useState('');
  return (
    <>
      <Title>{t('setPageAudit')}</Title>
      <div class="lead-line">
        <p class="soft">{t('auditLead')}</p>
        <label class="inline-choice">
          <span>{t('auditFilter')}</span>
          <select value={chatflow} onChange={(event) => setChatflow(event.currentTarget.value)}>
            <option value="">{t('auditAll')}</option>
            {account.chatflows.map(({ chatflowId, name }) => (
              <option key={chatflowId} value={chatflowId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Entries key={chatflow} account={account} chatflow={chatflow} />
    </>
  );
}

function Entries({ account, chatflow }: { account: ReachableAccount; chatflow: string }) {
  const [lines, setLines] = useState<answers.AuditLine[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);

  async function load(cursor: string | null): Promise<void> {
    const query = new URLSearchParams({ limit: String(PAGE_COUNT), ...(chatflow && { chatflow }), ...(cursor && { cursor }) });
    const answer = await call('GET', `/v1/accounts/${encodeURIComponent(account.accountId)}/audit?${query}`, page);
    setRefused(answer.ok ? null : answer);
    if (!answer.ok) return;
    setLines((held) => [...(cursor === null ? [] : (held ?? [])), ...answer.value.items]);
    setNext(answer.value.nextCursor);
  }
  useEffect(() => void load(null), []);

  if (refused !== null) return <p role="alert">{refusalWords(refused)}</p>;
  if (lines === null) return <p role="status">{t('setLoading')}</p>;
  if (lines.length === 0) return <p class="sheet hint">{t('auditNone')}</p>;
  return (
    <div class="sheets">
      <ol class="sheet rows audit">
        {lines.map((line) => (
          <Entry key={line.id} line={line} account={account} />
        ))}
      </ol>
      {next !== null && (
        <div>
          <button type="button" class="secondary" onClick={() => void load(next)}>
            {t('auditMore')}
          </button>
        </div>
      )}
    </div>
  );
}

function Entry({ line, account }: { line: answers.AuditLine; account: ReachableAccount }) {
  const chatflow = account.chatflows.find(({ chatflowId }) => chatflowId === line.chatflowId);
  const names = new Map(account.chatflows.map(({ chatflowId, name }) => [chatflowId, name]));
  const act = AUDIT_ACTS.find((candidate) => candidate === line.act);
  return (
    <li class="audit-line">
      <p class="audit-head">
        <strong>{act === undefined ? line.act : t(ACT_WORDS[act])}</strong>
        {chatflow && <span class="pill">{chatflow.name}</span>}
        <span class="soft">
          {actorWords(line.actor)} · <time dateTime={new Date(line.at).toISOString()}>{dayAndTime(line.at)}</time>
        </span>
      </p>
      <dl>
        {differencesOf(line.before, line.after).map((difference) => (
          <Change key={difference.pointer} act={line.act} difference={difference} names={names} />
        ))}
      </dl>
    </li>
  );
}

function Change({ act, difference, names }: { act: string; difference: Difference; names: ReadonlyMap<string, string> }) {
  const { pointer, before, after } = difference;
  const label = fieldWords(act, difference);
  if (label === null) return null;
  return (
    <div class="audit-change">
      <dt>{label}</dt>
      <dd>
        {before !== null && (
          <del>
            <span class="unseen">{t('auditBefore')}: </span>
            {valueWords(pointer, before, names)}
          </del>
        )}
        {before !== null && after !== null && <span aria-hidden="true"> → </span>}
        {after !== null && (
          <ins>
            <span class="unseen">{t('auditAfter')}: </span>
            {valueWords(pointer, after, names)}
          </ins>
        )}
      </dd>
    </div>
  );
}

function actorWords({ kind, name, id }: answers.AuditLine['actor']): string {
  switch (kind) {
    case 'operator':
      return t('auditOperator');
    case 'desk':
      return t('auditDesk');
    case 'key':
      return t('auditKey', { name: name || id });
    case 'person':
      return name || id;
    default:
      return kind satisfies never;
  }
}
