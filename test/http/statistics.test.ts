// Statistics over REST: who may read them, what they hold, what is refused, and CSV that no spreadsheet calculates.

import { beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../src/http/v1/statistics-csv.ts';
import { COUNTS, DEFINITIONS, DURATIONS } from '../../src/shared/statistics.ts';
import {
  asOperator,
  fieldsOf,
  migrated,
  newAdmin,
  newEditor,
  newOrganisation,
  OPERATOR,
  refusalOf,
  send,
  signedIn,
  textOf,
} from './service.ts';
import { open } from './socket.ts';

beforeAll(migrated);

const DAY_MS = 86_400_000;
/** Around today, whatever the hour is in whichever zone. */
const RANGE = `from=${dayFrom(-2)}&to=${dayFrom(2)}`;

function dayFrom(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

function read(chatflowId: string, query = RANGE, headers: Record<string, string> = OPERATOR): Promise<Response> {
  return send('GET', `/v1/chatflows/${chatflowId}/statistics?${query}`, { headers });
}

/** A desk on which one chat has been asked and answered. */
async function answeredDesk() {
  const { accountId, chatflowId, key } = await newOrganisation();
  const editor = await newEditor(chatflowId, 1);
  const headers = await signedIn(editor);
  const ticket = await textOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }), 'ticket');
  const desk = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
  desk.send({ type: 'hello' });
  desk.send({ type: 'status', id: 's1', status: 'available' });
  await desk.next('ok');
  const customer = await open(`/chat/${chatflowId}/socket`, ['nasta.v1']);
  customer.send({ type: 'hello' });
  customer.send({ type: 'start', id: 'c1', join: false });
  const { chatId } = await customer.next('ok');
  customer.send({ type: 'message', id: 'c2', chatId, text: 'Hej' });
  await customer.next('ok');
  desk.send({ type: 'message', id: 's2', chatId, text: 'Hej!' });
  await desk.next('ok');
  return { accountId, chatflowId, key, editor, headers };
}

describe('GET /v1/chatflows/{id}/statistics', () => {
  it('R5 figures per interval, in all and per editor, each with what it says', async () => {
    const { chatflowId, editor } = await answeredDesk();
    const answer = await read(chatflowId);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const fields = await fieldsOf(answer);
    expect(fields).toMatchObject({
      ...{ chatflowId, timeZone: 'Europe/Stockholm', interval: 'day', from: dayFrom(-2), to: dayFrom(2) },
      targets: { response: 60, queueWait: 120, focus: 30 },
      total: { started: 1, answered: 1, response: { count: 1, withinCount: 1, withinShare: 1 }, queueWait: { count: 0, medianMs: null } },
      editors: [{ editorId: editor.editorId, name: 'Redaktör', arrivals: 1, misses: 0, response: { count: 1 } }],
      definitions: DEFINITIONS,
    });
    const { intervals } = fields;
    if (!Array.isArray(intervals)) throw new Error('There are no intervals.');
    expect(intervals.map(({ from, to }) => [from, to])).toEqual([-2, -1, 0, 1, 2].map((days) => [dayFrom(days), dayFrom(days)]));
    expect(intervals.map(({ started }) => started).reduce((sum, started) => sum + started)).toBe(1);
    const figures = [...COUNTS, ...DURATIONS];
    expect(Object.keys(fields.total ?? {}).sort()).toEqual([...figures].sort());
    expect(figures.filter((name) => DEFINITIONS[name].length < 20)).toEqual([]);
  });

  it('takes targets, and today as the end unless another is given', async () => {
    const { chatflowId } = await newOrganisation();
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
    const before = today.format();
    const fields = await fieldsOf(await read(chatflowId, 'from=2026-01-01&interval=month&target=30&queueTarget=300&focusTarget=20'));
    expect([before, today.format()]).toContain(fields.to);
    expect(fields.targets).toEqual({ response: 30, queueWait: 300, focus: 20 });
  });

  it('S1 for admins, editors of that chatflow, and keys that may; others are refused', async () => {
    const { accountId, chatflowId, headers } = await answeredDesk();
    const keyWith = async (scope: string) => {
      const body = { name: 'Nyckel', scopes: [scope] };
      return { authorization: `Bearer ${await textOf(await asOperator('POST', `/accounts/${accountId}/keys`, body), 'key')}` };
    };
    const may = [OPERATOR, headers, await signedIn(await newAdmin(accountId)), await keyWith('statistics:read')];
    for (const each of may) {
      const answer = await read(chatflowId, RANGE, each);
      expect(answer.status).toBe(200);
      await answer.text();
    }
    const second = await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Växel' });
    const other = await textOf(second, 'chatflowId');
    const foreign = await newOrganisation();
    expect(await refusalOf(await read(other, RANGE, headers))).toEqual([403, 'forbidden']);
    expect(await refusalOf(await read(chatflowId, RANGE, await keyWith('desk:read')))).toEqual([403, 'forbidden']);
    expect(await refusalOf(await read(foreign.chatflowId, RANGE, headers))).toEqual([404, 'not_found']);
    expect(await refusalOf(await read(chatflowId, RANGE, foreign.key))).toEqual([404, 'not_found']);
    expect(await refusalOf(await read(chatflowId, RANGE, {}))).toEqual([401, 'unauthenticated']);
  });

  it.each([
    ['', '/from'],
    ['from=', '/from'],
    ['from=2026-02-30', '/from'],
    ['from=2026-1-1', '/from'],
    ['from=1999-12-31', '/from'],
    ['from=2026-01-01T00:00:00Z', '/from'],
    ['from=2026-01-01&from=2026-01-02', '/from'],
    ["from=2026-01-01'%20OR%201=1", '/from'],
    ['from=2026-01-02&to=2026-01-01', '/to'],
    ['from=2026-01-01&to=today', '/to'],
    ['from=2026-01-01&interval=hour', '/interval'],
    ['from=2026-01-01&target=0', '/target'],
    ['from=2026-01-01&target=-1', '/target'],
    ['from=2026-01-01&target=1.5', '/target'],
    ['from=2026-01-01&queueTarget=86401', '/queueTarget'],
    ['from=2026-01-01&focusTarget=1e3', '/focusTarget'],
    ['from=2026-01-01&format=xml', '/format'],
    ['from=2026-01-01&table=chats', '/table'],
    ['from=2026-01-01&color=red', '/color'],
  ])('S4 a query that is not as documented is refused with a pointer: %s', async (query, pointer) => {
    const { chatflowId } = await organisation();
    const answer = await read(chatflowId, query);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await fieldsOf(answer)).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
  });

  it('S4 more than one answer can hold is refused', async () => {
    const { chatflowId } = await organisation();
    expect(await refusalOf(await read(chatflowId, 'from=2025-01-01&to=2026-02-05'))).toEqual([400, 'range_too_long']);
    expect(await refusalOf(await read(chatflowId, 'from=2000-01-01&to=9999-12-31&interval=month'))).toEqual([400, 'range_too_long']);
    expect((await read(chatflowId, 'from=2025-01-01&to=2026-02-04')).status).toBe(200);
  });
});

let known: Promise<{ chatflowId: string }> | undefined;

/** One that is only read. */
function organisation(): Promise<{ chatflowId: string }> {
  known ??= newOrganisation();
  return known;
}

describe('CSV', () => {
  const lines = async (answer: Response) => (await answer.text()).split('\r\n');

  it('has a header in English, a line per interval and one in all, each with the same number of cells', async () => {
    const { chatflowId } = await answeredDesk();
    const answer = await read(chatflowId, `${RANGE}&format=csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="intervals-${dayFrom(-2)}-${dayFrom(2)}.csv"`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const [header = '', ...rows] = await lines(answer);
    expect(header).toMatch(/^kind,from,to,started,received,answered,unanswered,missed,transferred_by_clock,/);
    expect(header).toMatch(/,response_count,response_median_ms,response_p90_ms,response_p95_ms,response_target_seconds,/);
    expect(rows.pop()).toBe('');
    expect(rows.map((row) => row.split(',')[0])).toEqual([...Array(5).fill('interval'), 'total']);
    expect(rows.filter((row) => row.split(',').length !== header.split(',').length)).toEqual([]);
    const total = rows.at(-1)?.split(',') ?? [];
    expect([total[header.split(',').indexOf('started')], total[header.split(',').indexOf('response_count')]]).toEqual(['1', '1']);
  });

  it('comes for Accept, unless the format says otherwise', async () => {
    const { chatflowId } = await organisation();
    const typeFor = async (query: string, accept: string) => {
      const answer = await read(chatflowId, query, { ...OPERATOR, accept });
      await answer.text();
      return [answer.headers.get('content-type')?.split(';')[0], answer.headers.get('vary')];
    };
    expect(await typeFor(RANGE, 'text/csv')).toEqual(['text/csv', 'Accept']);
    expect(await typeFor(RANGE, 'application/json, text/csv;q=0.5')).toEqual(['application/json', 'Accept']);
    expect(await typeFor(RANGE, 'text/html,*/*')).toEqual(['application/json', 'Accept']);
    expect(await typeFor(`${RANGE}&format=json`, 'text/csv')).toEqual(['application/json', 'Accept']);
  });

  it('a name that a spreadsheet would calculate is a text in it', async () => {
    const { chatflowId, editor } = await answeredDesk();
    const rename = (name: string) => asOperator('PATCH', `/chatflows/${chatflowId}/editors/${editor.editorId}`, { name });
    for (const name of ['=HYPERLINK("http://evil.example";"x")', '+1', '-1+1', '@SUM(A1)', 'Åsa;=1+1']) {
      expect((await rename(name)).status).toBe(200);
      const [, row = ''] = await lines(await read(chatflowId, `${RANGE}&format=csv&table=editors`));
      const safe = `${name.replace(/^(?=[=+\-@])/, "'").replace(';=', ";'=")}`;
      expect(row.startsWith(`${editor.editorId},"${safe.replaceAll('"', '""')}",1,0,1,`), row).toBe(true);
    }
  });

  it('quotes by RFC 4180, begins with a mark that says UTF-8, and leaves nothing that begins like a formula', () => {
    const text = csv([
      ['plain', 'a,b', 'say "hi"', 'two\r\nlines', 3, null, -1],
      ['=1', '+1', '-1', '@a', '\t=1', '\r=1', 'a\n=1'],
    ]);
    expect(text).toBe(
      '\ufeffplain,"a,b","say ""hi""","two\r\nlines",3,,-1\r\n' + '"\'=1","\'+1","\'-1","\'@a","\'\t\'=1","\'\r\'=1","a\n\'=1"\r\n',
    );
  });
});
