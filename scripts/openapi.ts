// Writes openapi.json: the document of /v1 that the service itself serves, for people and tools that read it from the repository.
// Run: node scripts/openapi.ts

import { writeFileSync } from 'node:fs';

// By address, not by name: the routes are typed for the Workers runtime, and this script for Node.
const routes: { openApiDocument(): object } = await import(new URL('../src/http/v1/index.ts', import.meta.url).href);
writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(routes.openApiDocument(), null, 2)}\n`);
