// The browser builds: the widget's loader and panel, the console, and its preview of the widget. One vite library build each; `npm run build` runs them all.

import { defineConfig, type UserConfig } from 'vite';

/** What is built, in this order: the loader has to know the panel's hashed name. */
export const MODES = ['panel', 'loader', 'console', 'preview'] as const;
export type Mode = (typeof MODES)[number];

/** A library build leaves white space in modules unless told otherwise. */
const SMALL = { minify: true };

/** Entry file of each build. */
const ENTRIES: Record<Mode, string> = {
  panel: 'src/widget/panel.tsx',
  loader: 'src/widget/loader.ts',
  console: 'src/console/main.tsx',
  preview: 'src/widget/preview.ts',
};

/** `panelFile`: the panel's file name under /build/widget/, for the loader. */
export function configOf(mode: Mode, panelFile = 'panel.js'): UserConfig {
  const shared: UserConfig = {
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  const lib = { entry: ENTRIES[mode] };
  switch (mode) {
    case 'panel':
      return {
        ...shared,
        build: {
          ...output('public/build/widget'),
          lib: { ...lib, formats: ['es'] },
          rolldownOptions: { output: { ...SMALL, entryFileNames: 'panel-[hash].js', chunkFileNames: '[name]-[hash].js' } },
        },
      };
    case 'loader':
      return {
        ...shared,
        define: { ...shared.define, __PANEL_PATH__: JSON.stringify(`/build/widget/${panelFile}`) },
        build: { ...output('public'), lib: { ...lib, formats: ['iife'], name: 'nastaLoader', fileName: () => 'widget.js' } },
      };
    case 'console':
      return {
        ...shared,
        base: '/build/console/',
        build: {
          ...output('public/build/console'),
          lib: { ...lib, formats: ['es'], fileName: () => 'main.js', cssFileName: 'main' },
          rolldownOptions: { output: SMALL },
        },
      };
    case 'preview':
      return {
        ...shared,
        base: '/build/console/',
        build: {
          ...output('public/build/console'),
          lib: { ...lib, formats: ['es'] },
          rolldownOptions: { output: { ...SMALL, entryFileNames: 'preview.js', chunkFileNames: 'preview-[name]-[hash].js' } },
        },
      };
  }
}

function output(outDir: string): NonNullable<UserConfig['build']> {
  return { outDir, emptyOutDir: false, target: 'es2022', minify: true, sourcemap: false, reportCompressedSize: false };
}

export default defineConfig(({ mode }) => configOf(MODES.find((known) => known === mode) ?? 'console'));
