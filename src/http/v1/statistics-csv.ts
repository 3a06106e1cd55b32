// Statistics as CSV (RFC 4180), for spreadsheets: safe against cells that a spreadsheet would take for formulas. Times are whole ms, so that no
// language's decimal sign gets in the way.

import {
  COUNTS,
  DURATIONS,
  type DurationFigures,
  type DurationName,
  type EditorFigures,
  type Figures,
  type Statistics,
} from '../../shared/statistics.ts';

type Cell = string | number | null;

/** Spreadsheets take a file for UTF-8 by this mark only. */
const BYTE_ORDER_MARK = '\ufeff';
/** Where a cell begins, also for a spreadsheet that cuts cells elsewhere, and goes on like a formula. */
const FORMULA = /(?<=^|[;,\t\r\n])(?=[=+\-@\t\r])/g;

/** One line per interval, and a last one, of the kind `total`, for the whole range. */
export function intervalsCsv({ intervals, total, from, to }: Statistics): string {
  const header = ['kind', 'from', 'to', ...COUNTS.map(columnName), ...DURATIONS.flatMap(durationColumns)];
  const lines = intervals.map((each): Cell[] => ['interval', each.from, each.to, ...figureCells(each)]);
  return csv([header, ...lines, ['total', from, to, ...figureCells(total)]]);
}

/** R4. One line per editor. */
export function editorsCsv({ editors }: Statistics): string {
  const header = ['editor_id', 'name', 'arrivals', 'misses', ...durationColumns('response')];
  return csv([header, ...editors.map(editorCells)]);
}

/** Lines end with CR LF. A text that a spreadsheet might calculate gets an apostrophe before it. */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = cell.replace(FORMULA, "'");
  return /[",\r\n;\t']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function editorCells({ editorId, name, arrivals, misses, response }: EditorFigures): Cell[] {
  return [editorId, name, arrivals, misses, ...durationCells(response)];
}

function figureCells(figures: Figures): Cell[] {
  return [...COUNTS.map((name) => figures[name]), ...DURATIONS.flatMap((name) => durationCells(figures[name]))];
}

function durationCells({ count, medianMs, p90Ms, p95Ms, targetSeconds, withinCount, outOfCount }: DurationFigures): Cell[] {
  return [count, medianMs, p90Ms, p95Ms, targetSeconds, withinCount, outOfCount];
}

function durationColumns(name: DurationName): string[] {
  const columns = ['count', 'median_ms', 'p90_ms', 'p95_ms', 'target_seconds', 'within_count', 'out_of_count'];
  return columns.map((column) => `${columnName(name)}_${column}`);
}

function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
