// One table of headers: what files get by public/_headers and what the Worker gives agree, and pages run nothing that is written into them.

import { expect, it } from 'vitest';
import { SECURITY_HEADERS } from '../src/http/headers.ts';
import { fileAt, filesUnder } from './tidy-files.ts';

const rules = rulesIn(fileAt('public/_headers').text);
const everywhere = rules.get('/*') ?? new Map<string, string>();

it('gives files the same headers as answers, but for what only pages need', () => {
  const {
    'content-security-policy': _policy,
    'x-frame-options': _frames,
    'cross-origin-resource-policy': _resource,
    ...same
  } = SECURITY_HEADERS;
  for (const [name, value] of Object.entries(same)) expect(everywhere.get(name), name).toBe(value);
});

it('lets pages load from the service alone and be framed by it alone, without inline script or style', () => {
  const policy = everywhere.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  for (const [path, headers] of rules)
    expect(headers.get('content-security-policy') ?? '', path).not.toMatch(/unsafe|(?<!:)\*(?!\.localhost)/);
});

it('lets other sites load the widget, and nothing else', () => {
  const open = [...rules].filter(([, headers]) => headers.get('access-control-allow-origin') === '*').map(([path]) => path);
  expect(open).toEqual(['/widget.js', '/build/widget/*']);
});

it('writes no script and no style into pages', () => {
  const pages = filesUnder('public', ['.html']);
  expect(pages.length).toBeGreaterThan(2);
  const inline = /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i;
  expect(pages.filter((page) => inline.test(page.text)).map((page) => page.path)).toEqual([]);
});

/** Path → header in lower case → value. A line that takes a header away has no value. */
function rulesIn(text: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let headers = new Map<string, string>();
  for (const line of text.split('\n')) {
    const header = /^\s+([\w-]+):\s*(.+)$/.exec(line);
    if (header) headers.set((header[1] ?? '').toLowerCase(), header[2] ?? '');
    else if (line.startsWith('/')) {
      headers = new Map();
      found.set(line.trim(), headers);
    }
  }
  return found;
}
