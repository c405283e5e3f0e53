import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { hosting } from './scripts/build/hosting.ts';
import { installable } from './scripts/build/installable.ts';
import { licences } from './scripts/build/licences.ts';

/** KaTeX offers its fonts in three formats; every browser that this page runs in reads the first. */
const oneFontFormat: Plugin = {
  name: 'one-font-format',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('katex.min.css') ? code.replaceAll(/,url\([^)]+\) format\("(woff|truetype)"\)/g, '') : null,
};

const bundled = licences();

export default defineConfig({
  // relative, so that dist/ works from any sub-path of any static host
  base: './',
  plugins: [react(), hosting(), oneFontFormat, bundled.ofPage, installable()],
  worker: { format: 'es', plugins: bundled.ofWorkers },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    // building the service worker is known to take its time
    rolldownOptions: {
      checks: { pluginTimings: false },
      // what the first view and a later part share would be a file of its own each time, packed by itself
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    // panels are tested without the page that loads their texts with them
    setupFiles: ['src/messages/english/english.ts'],
    // only ends what hangs: a graphics device computed by two busy cores takes its time
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
