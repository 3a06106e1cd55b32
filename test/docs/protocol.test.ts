// docs/PROTOCOL.md and the code say the same: every frame, object, field, code and limit stands in both, nothing in only one, and the
// examples are real frames.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/shared/errors.ts';
import * as limits from '../../src/shared/limits.ts';
import { END_REASONS } from '../../src/shared/model.ts';
import { CLOSE_CODES, PING, PONG, PROTOCOL } from '../../src/shared/protocol.ts';
import { parseCustomerFrame, parseEditorFrame } from '../../src/shared/schemas/frames.ts';
import { TEXT_NAMES } from '../../src/shared/settings.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const doc = read('docs/PROTOCOL.md');
const source = withoutComments(`${read('src/shared/protocol.ts')}\n${read('src/shared/desk.ts')}`);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

/** The text between two braces that belong together, from the first one at or after `from`. */
function body(text: string, from: number): string {
  const start = text.indexOf('{', from);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(start + 1, at);
  }
  throw new Error('Braces do not close.');
}

/** Field names at the top level of a type's body, with `?` where the field may be missing. */
function fieldsOf(text: string): string[] {
  let flat = text;
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replace(/\{[^{}]*\}/g, '');
  }
  return [...flat.matchAll(/(?:^|[;\s])(\w+)(\??):/g)].map(([, name, mark]) => `${name}${mark}`);
}

function declared(kind: 'interface' | 'type', name: string, text = source): string {
  const match = new RegExp(`export ${kind} ${name}\\b`).exec(text);
  if (!match) throw new Error(`${name} is not declared.`);
  const end = text.indexOf('\nexport ', match.index + 1);
  return text.slice(match.index, end < 0 ? undefined : end);
}

/** Frame type → fields, from the union types named. */
function framesIn(...names: string[]): Map<string, string[]> {
  const frames = new Map<string, string[]>();
  for (const name of names) {
    const text = declared('type', name);
    for (const match of text.matchAll(/type: '(\w+)'/g)) {
      const inner = body(text, text.lastIndexOf('{', match.index));
      frames.set(
        match[1] ?? '',
        fieldsOf(inner).filter((field) => field !== 'type'),
      );
    }
  }
  return frames;
}

/** A part of the document, from its heading to the next of the same or a higher level. */
function section(heading: string, within = doc): string {
  const start = within.split('\n').indexOf(heading);
  if (start < 0) throw new Error(`There is no "${heading}".`);
  const level = heading.indexOf(' ');
  const rest = within.split('\n').slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
}

/** Fields in a section's table, with `?` where the type says optional. */
function documentedFields(text: string): string[] {
  return [...text.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, name, type]) => `${name}${type?.includes('optional') ? '?' : ''}`);
}

function headings(text: string): string[] {
  return [...text.matchAll(/^#### `(\w+)`$/gm)].map(([, name]) => name ?? '');
}

const sorted = (values: Iterable<string>) => [...values].sort();

describe('frames', () => {
  const customer = section('## Customer frames');
  const editor = section('## Editor frames');
  const parts = [
    ['customer in', section('### From the customer', customer), framesIn('CustomerHello', 'CustomerCommand', 'CustomerSignal')],
    ['customer out', section('### To the customer', customer), framesIn('CustomerOut')],
    ['editor in', section('### From the editor', editor), framesIn('EditorHello', 'EditorCommand', 'EditorSignal')],
    ['editor out', section('### To the editor', editor), framesIn('EditorOut')],
  ] as const;

  it.each(parts)('%s: the same frames', (_name, part, frames) => {
    expect(frames.size).toBeGreaterThan(4);
    expect(sorted(headings(part))).toEqual(sorted(frames.keys()));
  });

  it.each(parts)('%s: the same fields, optional in both or in neither', (_name, part, frames) => {
    for (const [type, fields] of frames)
      expect([type, ...sorted(documentedFields(section(`#### \`${type}\``, part)))]).toEqual([type, ...sorted(fields)]);
  });

  it('ok, error and bye', () => {
    const both = section('## Frames of both sides');
    const done = fieldsOf(body(declared('interface', 'Done'), 0)).filter((field) => field !== 'ok');
    const details = fieldsOf(body(declared('interface', 'ErrorDetails', withoutComments(read('src/shared/errors.ts'))), 0));
    const frames = framesIn('Answer', 'Bye');
    expect(sorted(headings(both))).toEqual(sorted(frames.keys()));
    const fields = (type: string) => sorted(documentedFields(section(`#### \`${type}\``, both)));
    expect(fields('ok')).toEqual(sorted([...(frames.get('ok') ?? []), ...done]));
    expect(fields('error')).toEqual(sorted([...(frames.get('error') ?? []), ...details]));
    expect(fields('bye')).toEqual(sorted(frames.get('bye') ?? []));
  });
});

describe('objects', () => {
  const names = [...source.matchAll(/export interface (\w+)/g)].map(([, name]) => name ?? '').filter((name) => name !== 'Done');

  it('the same ones', () => {
    const documented = [...doc.matchAll(/^#### Object `(\w+)`$/gm)].map(([, name]) => name ?? '');
    expect(sorted(documented)).toEqual(sorted(names));
  });

  it.each(names)('%s: the same fields', (name) => {
    const fields = fieldsOf(body(declared('interface', name), 0));
    expect(fields.length).toBeGreaterThan(1);
    expect(sorted(documentedFields(section(`#### Object \`${name}\``)))).toEqual(sorted(fields));
  });
});

describe('codes and closed sets', () => {
  it('every error code with its HTTP status, and no other', () => {
    const rows = [...section('## Error codes').matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => `${code} ${status}`);
    expect(sorted(rows)).toEqual(sorted(Object.entries(ERRORS).map(([code, [status]]) => `${code} ${status}`)));
  });

  it('every close code, and no other', () => {
    const rows = [...section('## Close codes').matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, reason, code]) => `${reason} ${code}`);
    expect(sorted(rows)).toEqual(sorted(Object.entries(CLOSE_CODES).map(([reason, code]) => `${reason} ${code}`)));
  });

  it('every end reason, text, cause of a closed window and of a status', () => {
    const model = withoutComments(read('src/shared/model.ts'));
    const causes = ['StatusCause', 'WindowCloseCause'].flatMap((name) =>
      [...declared('type', name, model).matchAll(/'(\w+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(causes.length).toBeGreaterThan(10);
    for (const word of [...Object.keys(END_REASONS), ...TEXT_NAMES, ...causes]) expect(doc).toContain(`\`${word}\``);
  });

  it('the sub-protocol, the heartbeat and every limit of a frame', () => {
    for (const word of [PROTOCOL, PING, PONG]) expect(doc).toContain(`\`${word}\``);
    const table = section('## Limits');
    const { FRAME_MAX_BYTES, MESSAGE_MAX_LENGTH, NOTE_MAX_LENGTH, NAME_MAX_LENGTH, EMAIL_MAX_LENGTH, PAGE_MAX_LENGTH } = limits;
    const { PAGE_TITLE_MAX_LENGTH, ID_MAX_LENGTH, FRAME_BURST_COUNT, FRAMES_PER_SECOND, SOCKETS_MAX_COUNT } = limits;
    const counts = [FRAME_MAX_BYTES, MESSAGE_MAX_LENGTH, NOTE_MAX_LENGTH, NAME_MAX_LENGTH, EMAIL_MAX_LENGTH, PAGE_MAX_LENGTH];
    counts.push(PAGE_TITLE_MAX_LENGTH, ID_MAX_LENGTH, FRAME_BURST_COUNT, FRAMES_PER_SECOND, SOCKETS_MAX_COUNT);
    for (const count of counts) expect(table).toMatch(new RegExp(`\\b${count.toLocaleString('en')}\\b`));
    const staying = section('## Staying connected');
    for (const ms of [limits.HEARTBEAT_MS, limits.SILENCE_MS]) expect(staying).toContain(`${ms / limits.SECOND_MS} s`);
  });
});

describe('the worked transcript', () => {
  const lines = [...section('## A chat, frame by frame').matchAll(/^([→←]) (\{.*\})$/gm)].map(([, way, json]) => ({
    way,
    json: json ?? '',
  }));
  const known = new Set([...source.matchAll(/type: '(\w+)'/g)].map((match) => match[1]));

  it('what clients send is accepted, but for the one that shows a refusal', () => {
    const sent = lines.filter(({ way }) => way === '→');
    const refused = sent.filter(({ json }) => !parseCustomerFrame(json).ok && !parseEditorFrame(json).ok);
    expect(sent.length).toBeGreaterThan(10);
    expect(refused.map(({ json }) => JSON.parse(json).id)).toEqual(['a9']);
    const answer = lines.find(({ way, json }) => way === '←' && JSON.parse(json).id === 'a9');
    expect(parseCustomerFrame(refused[0]?.json ?? '')).toMatchObject({ id: 'a9', refusal: { code: 'invalid', pointer: '/text' } });
    expect(JSON.parse(answer?.json ?? '{}')).toMatchObject({ message: ERRORS.invalid[1], pointer: '/text', reason: 'must not be empty' });
  });

  it('every command in it is answered, and every frame is one that exists', () => {
    const frames = lines.map(({ way, json }) => ({ way, frame: JSON.parse(json) }));
    for (const { frame } of frames) expect(known).toContain(frame.type);
    const answered = frames.filter(({ way, frame }) => way === '←' && 'id' in frame).map(({ frame }) => frame.id);
    const commands = frames.filter(({ way, frame }) => way === '→' && 'id' in frame).map(({ frame }) => frame.id);
    expect(sorted(new Set(answered))).toEqual(sorted(new Set(commands)));
  });
});
