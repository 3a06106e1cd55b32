// Who answers in the chat: live status, max chats, adding, removing, setting busy (S1).

import { useEffect, useState } from 'preact/hooks';
import { t } from '../language.ts';
import { AddEditor } from './AddEditor.tsx';
import * as answers from './answers.ts';
import { call, type Refused, refusalWords } from './call.ts';
import { EditorRow, type EditorState } from './EditorRow.tsx';
import { callList, useLoaded } from './load.ts';
import { RemoveEditorDialog } from './RemoveEditorDialog.tsx';
import type { ReachableAccount } from './reach.ts';
import { Title } from './SettingsScreen.tsx';
import { nothing } from './state/shape.ts';

/** How often the live state is looked at. */
const LOOK_EVERY_MS = 4_000;

export function EditorsPage({ account, chatflowId }: { account: ReachableAccount; chatflowId: string }) {
  const path = `/v1/chatflows/${encodeURIComponent(chatflowId)}`;
  const editors = useLoaded(`${path}/editors`, () => callList(`${path}/editors`, answers.editor));
  const desk = useLoaded(`${path}/desk`, () => call('GET', `${path}/desk`, answers.desk));
  const [removing, setRemoving] = useState<EditorState | null>(null);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  const { again: lookAtDesk } = desk;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void lookAtDesk(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [lookAtDesk]);

  async function act(words: string, doing: Promise<{ ok: true } | Refused>): Promise<void> {
    const answer = await doing;
    setRefused(answer.ok ? null : answer);
    setSaid(answer.ok ? words : '');
    await Promise.all([editors.again(), desk.again()]);
  }

  const live = desk.now.kind === 'ready' ? desk.now.value.editors : [];
  const list = editors.now.kind === 'ready' ? editors.now.value : [];
  const states = list.map((editor) => ({ ...editor, live: live.find(({ editorId }) => editorId === editor.editorId) ?? null }));
  return (
    <>
      <Title>{t('setPageEditors')}</Title>
      <p class="soft">{t('editorsLead')}</p>
      <div class="sheets">
        <p role="status" class="said">
          {said}
        </p>
        {refused && (
          <p role="alert" class="failure">
            {refusalWords(refused)}
          </p>
        )}
        {editors.now.kind === 'loading' && <p>{t('setLoading')}</p>}
        {editors.now.kind === 'failed' && <p role="alert">{refusalWords(editors.now.refused)}</p>}
        {editors.now.kind === 'ready' && states.length === 0 && <p class="sheet hint">{t('editorsNone')}</p>}
        {states.length > 0 && (
          <ul class="sheet rows">
            {states.map((editor) => (
              <EditorRow
                key={editor.editorId}
                editor={editor}
                onMaxChats={(maxChats) =>
                  void act(
                    t('editorMaxSaved', { name: editor.name, count: maxChats }),
                    call('PATCH', `${path}/editors/${encodeURIComponent(editor.editorId)}`, nothing, { body: { maxChats } }),
                  )
                }
                onBusy={() =>
                  void act(
                    t('editorIsBusy', { name: editor.name }),
                    call('PUT', `${path}/editors/${encodeURIComponent(editor.editorId)}/status`, nothing, { body: { status: 'busy' } }),
                  )
                }
                onRemove={() => setRemoving(editor)}
              />
            ))}
          </ul>
        )}
        <AddEditor account={account} chatflowId={chatflowId} editors={list} onAdded={(name) => act(t('editorAdded', { name }), done())} />
      </div>
      {removing && (
        <RemoveEditorDialog
          editor={removing}
          onCancel={() => setRemoving(null)}
          onConfirm={() => {
            setRemoving(null);
            void act(
              t('editorRemoved', { name: removing.name }),
              call('DELETE', `${path}/editors/${encodeURIComponent(removing.editorId)}`, nothing),
            );
          }}
        />
      )}
    </>
  );
}

async function done(): Promise<{ ok: true }> {
  return { ok: true };
}
