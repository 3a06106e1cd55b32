// The form over a chatflow's settings: what was read, what has been changed, what is wrong, and saving under the ETag that was read.
// Nothing that was typed is lost: not by an error, not by somebody else's change (412).

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import * as answers from './answers.ts';
import { call, type Refused } from './call.ts';
import { type Wrong, wrongIn } from './state/checks.ts';
import { type Clash, changedIn, type Fields, type FieldValue, fieldsOf, patchOf, rebase } from './state/fields.ts';

export interface Form {
  /** `failed` with why; the fields are there once `ready`. */
  readonly state: ReadonlySignal<{ kind: 'loading' } | { kind: 'failed'; refused: Refused } | { kind: 'ready' }>;
  readonly fields: ReadonlySignal<Fields>;
  readonly wrong: ReadonlySignal<Readonly<Record<string, Wrong>>>;
  /** Pointers of what has been changed and not saved. */
  readonly changed: ReadonlySignal<readonly string[]>;
  /** What somebody else changed as well, and differently; mine stands until theirs is chosen. */
  readonly clashes: ReadonlySignal<readonly Clash[]>;
  /** What somebody else alone changed meanwhile; it is in the fields. */
  readonly taken: ReadonlySignal<readonly string[]>;
  readonly progress: ReadonlySignal<'idle' | 'saving' | 'saved'>;
  /** Why the last save was refused, beside what stands at the fields. */
  readonly refused: ReadonlySignal<Refused | null>;
  /** Counts the saves that found something wrong at a field: the summary takes the focus each time. */
  readonly stopped: ReadonlySignal<number>;
  load(): Promise<void>;
  set(pointer: string, value: FieldValue): void;
  /** The person has left the field: says what is wrong with it, if anything. */
  look(pointer: string): void;
  undo(): void;
  save(): Promise<void>;
  choose(pointer: string, whose: 'mine' | 'theirs'): void;
}

export function createForm(chatflowId: string): Form {
  const path = `/v1/chatflows/${encodeURIComponent(chatflowId)}/settings`;
  const state = signal<Form['state']['value']>({ kind: 'loading' });
  const base = signal<Fields>({});
  const fields = signal<Fields>({});
  const wrong = signal<Record<string, Wrong>>({});
  const clashes = signal<readonly Clash[]>([]);
  const taken = signal<readonly string[]>([]);
  const progress = signal<'idle' | 'saving' | 'saved'>('idle');
  const refused = signal<Refused | null>(null);
  const stopped = signal(0);
  const changed = computed(() => changedIn(base.value, fields.value));
  let etag = '';

  function begin(read: Fields, tag: string | null): void {
    etag = tag ?? '';
    base.value = read;
    fields.value = read;
    wrong.value = {};
    clashes.value = [];
    taken.value = [];
    refused.value = null;
  }

  async function load(): Promise<void> {
    state.value = { kind: 'loading' };
    const answer = await call('GET', path, answers.settings);
    batch(() => {
      if (answer.ok) begin(fieldsOf(answer.value), answer.etag);
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', refused: answer };
    });
  }

  async function save(): Promise<void> {
    if (progress.peek() === 'saving' || changed.peek().length === 0) return;
    wrong.value = wrongIn(fields.peek(), changed.peek());
    if (Object.keys(wrong.peek()).length > 0) {
      stopped.value += 1;
      return;
    }
    progress.value = 'saving';
    refused.value = null;
    const sent = fields.peek();
    const answer = await call('PATCH', path, answers.settings, { body: patchOf(base.peek(), sent), etag });
    if (answer.ok) return batch(() => saved(sent, fieldsOf(answer.value), answer.etag));
    if (answer.code === 'settings_stale') return meetOthers();
    batch(() => refuse(answer));
  }

  /** What was typed while the save was on its way stays a change of its own. */
  function saved(sent: Fields, read: Fields, tag: string | null): void {
    const typedSince = rebase(sent, fields.peek(), read).draft;
    begin(read, tag);
    fields.value = typedSince;
    progress.value = 'saved';
  }

  function refuse(answer: Refused): void {
    progress.value = 'idle';
    const found: Record<string, Wrong> = {};
    for (const { pointer, reason } of answer.errors) found[fieldAt(pointer)] ??= { kind: 'refused', reason };
    wrong.value = found;
    if (answer.errors.length > 0) stopped.value += 1;
    else refused.value = answer;
  }

  /** 412: reads what they saved and lays my changes over it. */
  async function meetOthers(): Promise<void> {
    const answer = await call('GET', path, answers.settings);
    batch(() => {
      progress.value = 'idle';
      if (!answer.ok) {
        refused.value = answer;
        return;
      }
      const theirs = fieldsOf(answer.value);
      const met = rebase(base.peek(), fields.peek(), theirs);
      begin(theirs, answer.etag);
      fields.value = met.draft;
      clashes.value = met.clashes;
      taken.value = met.taken;
    });
  }

  /** The field that a pointer of the service belongs to: an item of a list belongs to the list. */
  function fieldAt(pointer: string): string {
    return Object.keys(fields.peek()).find((field) => pointer === field || pointer.startsWith(`${field}/`)) ?? pointer;
  }

  return {
    state,
    fields,
    wrong,
    changed,
    clashes,
    taken,
    progress,
    refused,
    stopped,
    load,
    save,
    set(pointer, value) {
      fields.value = { ...fields.peek(), [pointer]: value };
      progress.value = progress.peek() === 'saved' ? 'idle' : progress.peek();
      if (wrong.peek()[pointer] !== undefined) wrong.value = without(wrong.peek(), pointer);
    },
    look(pointer) {
      const found = wrongIn(fields.peek(), [pointer])[pointer];
      if (found !== undefined) wrong.value = { ...wrong.peek(), [pointer]: found };
    },
    undo() {
      batch(() => begin(base.peek(), etag));
    },
    choose(pointer, whose) {
      const clash = clashes.peek().find((candidate) => candidate.pointer === pointer);
      if (clash !== undefined) fields.value = { ...fields.peek(), [pointer]: clash[whose] };
    },
  };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
