// The API reference as one static page, drawn from openapi.json: no script, no style of its own, nothing from elsewhere. `npm run build`
// writes it to public/build/api/index.html.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordIn, textIn } from './api.ts';
import { fieldsTable, html, prose, typeOf } from './reference-schema.ts';
import { ROOT } from './run.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

interface Call {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  operation: Record<string, unknown>;
}

/** Writes the page. */
export function writeReference(): void {
  const document: unknown = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
  const folder = join(ROOT, 'public/build/api');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), referencePage(document));
}

/** The page for an OpenAPI document. */
export function referencePage(document: unknown): string {
  const api = recordIn(document);
  const info = recordIn(api.info);
  const calls = callsIn(recordIn(api.paths));
  const tags = [...new Set(calls.map(({ tag }) => tag))];
  const schemas = Object.entries(recordIn(recordIn(api.components).schemas));
  const title = `${textIn(info, 'title')} – API`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/api.css">
</head>
<body>
<a class="skip" href="#main">To the reference</a>
<div class="page">
<nav class="contents" aria-label="Contents">
${tags.map((tag) => contents(tag, calls)).join('\n')}
<h2>Shapes</h2>
<ul>${schemas.map(([name]) => `<li><a href="#shape-${html(name)}">${html(name)}</a></li>`).join('')}</ul>
</nav>
<main id="main">
<h1>${html(title)}</h1>
<p>${prose(textIn(info, 'description'))} The same document for programs: <a href="/v1/openapi.json"><code>/v1/openapi.json</code></a>.</p>
${INTRODUCTION}
${tags.map((tag) => section(tag, calls)).join('\n')}
<h2>Shapes</h2>
${schemas.map(([name, schema]) => shape(name, schema)).join('\n')}
</main>
</div>
</body>
</html>
`;
}

const INTRODUCTION = `<p>Send a key with every request. A key is made by an admin, shown once, and may do what its scopes say.</p>
<pre><code>curl -H 'Authorization: Bearer nasta_…' https://HOST/v1/me</code></pre>
<p>Bodies are JSON. Refusals are <a href="#shape-Problem">problems</a> (RFC 9457): <code>code</code> is stable, <code>errors</code> points at
fields. Times are ms since 1970. Lists come a page at a time: ask again with <code>cursor</code> until <code>nextCursor</code> is null.
Settings carry an <code>ETag</code> and are changed with <code>If-Match</code>. Creations take an <code>Idempotency-Key</code>.</p>`;

function callsIn(paths: Record<string, unknown>): Call[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(recordIn(methods))
      .filter(([method]) => METHODS.includes(method))
      .map(([method, described]) => {
        const operation = recordIn(described);
        const [tag] = Array.isArray(operation.tags) ? operation.tags : [];
        const id = `${method}${path.replace(/[^a-zA-Z]+/g, '-').replace(/-$/, '')}`;
        return { id, method: method.toUpperCase(), path, tag: String(tag ?? 'Other'), summary: textIn(operation, 'summary'), operation };
      }),
  );
}

function contents(tag: string, calls: Call[]): string {
  const items = calls.filter((call) => call.tag === tag).map(({ id, summary }) => `<li><a href="#${id}">${html(summary)}</a></li>`);
  return `<h2>${html(tag)}</h2>\n<ul>${items.join('')}</ul>`;
}

function section(tag: string, calls: Call[]): string {
  const cards = calls.filter((call) => call.tag === tag).map(card);
  return `<h2>${html(tag)}</h2>\n${cards.join('\n')}`;
}

function card({ id, method, path, summary, operation }: Call): string {
  const { description, parameters, requestBody, responses } = operation;
  return `<section class="call" id="${id}">
<h3>${html(summary)}</h3>
<p class="address"><span class="method">${method}</span> /v1${html(path)}</p>
${typeof description === 'string' ? `<p>${prose(description)}</p>` : ''}
${parametersOf(parameters)}
${requestBody === undefined ? '' : `<h4>Body</h4>\n${contentOf(recordIn(requestBody))}`}
${Object.entries(recordIn(responses))
  .filter(([status]) => /^\d+$/.test(status))
  .map(([status, answer]) => answerOf(status, recordIn(answer)))
  .join('\n')}
</section>`;
}

function parametersOf(parameters: unknown): string {
  if (!Array.isArray(parameters) || parameters.length === 0) return '';
  const rows = parameters.map((parameter: unknown) => {
    const { name, in: place, required, schema, description = '' } = recordIn(parameter);
    const note = `${html(String(place))}${required === true ? '' : ', optional'}`;
    return `<tr><td><code>${html(String(name))}</code></td><td>${typeOf(schema)} <span class="soft">${note}</span></td><td>${prose(String(description))}</td></tr>`;
  });
  return `<h4>Parameters</h4>\n<div class="scroll"><table><tbody>${rows.join('')}</tbody></table></div>`;
}

function answerOf(status: string, answer: Record<string, unknown>): string {
  return `<h4>${html(status)}</h4>\n<p>${prose(textIn(answer, 'description'))}</p>\n${answer.content === undefined ? '' : contentOf(answer)}`;
}

/** The first of the types that a body or an answer can have, and the names of the others. */
function contentOf({ content }: Record<string, unknown>): string {
  const [first, ...others] = Object.entries(recordIn(content));
  if (first === undefined) return '';
  const also = others.length === 0 ? '' : `<p class="soft">Also as ${others.map(([type]) => `<code>${html(type)}</code>`).join(', ')}.</p>`;
  return fieldsTable(recordIn(first[1]).schema) + also;
}

function shape(name: string, schema: unknown): string {
  const { description } = recordIn(schema);
  const words = typeof description === 'string' ? `<p>${prose(description)}</p>` : '';
  return `<section class="shape" id="shape-${html(name)}">\n<h3>${html(name)}</h3>\n${words}${fieldsTable(schema)}\n</section>`;
}
