// JSON schemas as people read them: a type in a few words, and a table of fields. Everything that comes out is safe HTML.

import { recordIn } from './api.ts';

/** Text for HTML. */
export function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Text with `code` in backticks. */
export function prose(text: string): string {
  return html(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

/** A schema in a few words, such as `list of Key` or `integer, 1–20`. */
export function typeOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return 'anything';
  const { $ref, type, items, enum: values, const: only, anyOf, oneOf, additionalProperties } = recordIn(schema);
  if (typeof $ref === 'string') {
    const name = html($ref.split('/').at(-1) ?? '');
    return `<a href="#shape-${name}">${name}</a>`;
  }
  if (Array.isArray(values)) return values.map((value: unknown) => `<code>${html(JSON.stringify(value))}</code>`).join(' | ');
  if (only !== undefined) return `<code>${html(JSON.stringify(only))}</code>`;
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (choices !== null) return choices.map(typeOf).join(' | ');
  if (type === 'array') return `list of ${typeOf(items)}`;
  if (type === 'object' && typeof additionalProperties === 'object' && additionalProperties !== null) {
    return `object of ${typeOf(additionalProperties)}`;
  }
  const words = Array.isArray(type) ? type.map(String).join(' | ') : String(type ?? 'anything');
  return html(words + rangeOf(recordIn(schema)));
}

/** The limits, after a comma. */
function rangeOf({ minimum, maximum, minLength, maxLength, pattern, format }: Record<string, unknown>): string {
  const bounds = boundsOf(minimum, maximum);
  const lengths = boundsOf(minLength, maxLength);
  const parts = [
    bounds,
    lengths && `${lengths} characters`,
    typeof format === 'string' ? format : '',
    typeof pattern === 'string' ? pattern : '',
  ];
  // The schema library states the largest safe integer as a limit, which tells nobody anything.
  return parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

function boundsOf(min: unknown, max: unknown): string {
  const least = typeof min === 'number' && min > Number.MIN_SAFE_INTEGER ? min : null;
  const most = typeof max === 'number' && max < Number.MAX_SAFE_INTEGER ? max : null;
  if (least !== null && most !== null) return `${least}–${most}`;
  if (most !== null) return `at most ${most}`;
  return least === null ? '' : `at least ${least}`;
}

/** The fields of an object, or the type of what is none. */
export function fieldsTable(schema: unknown): string {
  const { properties, required } = typeof schema === 'object' && schema !== null ? recordIn(schema) : {};
  if (typeof properties !== 'object' || properties === null) return `<p>${typeOf(schema)}</p>`;
  const needed = Array.isArray(required) ? required : [];
  const rows = Object.entries(recordIn(properties)).map(([name, field]) => {
    const { description = '' } = recordIn(field);
    const optional = needed.includes(name) ? '' : ' <span class="soft">optional</span>';
    return `<tr><td><code>${html(name)}</code></td><td>${typeOf(field)}${optional}</td><td>${prose(String(description))}</td></tr>`;
  });
  return `<div class="scroll"><table><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
