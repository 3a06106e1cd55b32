// What the Worker gets in tests: its own environment, and the migrations to apply.

declare namespace Cloudflare {
  interface Env extends Omit<import('../../src/env.ts').Env, never> {
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
  interface GlobalProps {
    mainModule: typeof import('../../src/index.ts');
  }
}

/** A file's text. */
declare module '*?raw' {
  const text: string;
  export default text;
}
