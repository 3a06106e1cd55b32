// The API reference page: it says everything that openapi.json says, and loads nothing but its own style.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordIn } from '../scripts/api.ts';
import { referencePage } from '../scripts/reference.ts';

const document = recordIn(JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')));
const page = referencePage(document);

describe('the API reference', () => {
  it('S2 shows every route, every parameter and every shape', () => {
    const paths = Object.entries(recordIn(document.paths));
    expect(paths.length).toBeGreaterThan(10);
    for (const [path, methods] of paths) {
      for (const [method, described] of Object.entries(recordIn(methods))) {
        expect(page).toContain(`<span class="method">${method.toUpperCase()}</span> /v1${path}</p>`);
        const { parameters } = recordIn(described);
        for (const parameter of Array.isArray(parameters) ? parameters : []) {
          expect(page).toContain(`<code>${String(recordIn(parameter).name)}</code>`);
        }
      }
    }
    for (const name of Object.keys(recordIn(recordIn(document.components).schemas))) expect(page).toContain(`id="shape-${name}"`);
  });

  it('leads nowhere that it does not have: every link within the page has its place, each place once', () => {
    const places = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(places).size).toBe(places.length);
    for (const [, target] of page.matchAll(/ href="#([^"]+)"/g)) expect(places).toContain(target);
  });

  it('fits the strict policy: no script, no style of its own, nothing from another host', () => {
    expect(page).not.toMatch(/<script|<style|<[^>]*\s(?:style|src|on\w+)=/i);
    expect([...page.matchAll(/ href="([^#"][^"]*)"/g)].map((found) => found[1])).toEqual([
      '/console/icon.svg',
      '/api/api.css',
      '/v1/openapi.json',
    ]);
  });

  it('takes no word of the document for markup', () => {
    const evil = '<img src=x onerror=alert(1)>"&';
    const schema = { type: 'object', properties: { [evil]: { type: 'string', enum: [evil], description: evil } } };
    const drawn = referencePage({
      info: { title: evil, description: evil },
      paths: {
        '/x': {
          get: {
            tags: [evil],
            summary: evil,
            description: evil,
            parameters: [{ name: evil, in: evil, schema: { type: 'string', pattern: evil }, description: evil }],
            responses: { 200: { description: evil, content: { [evil]: { schema } } } },
          },
        },
      },
      components: { schemas: { [evil]: schema } },
    });
    expect(drawn).not.toContain('<img');
    expect(drawn).toContain('&lt;img');
  });
});
