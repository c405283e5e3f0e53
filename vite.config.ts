import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { installable } from './scripts/build/installable.ts';
import { licences } from './scripts/build/licences.ts';

/**
 * Strict policy: nothing from elsewhere, no inline script, no eval. WebAssembly compilation is the one
 * exception that the wasm backend and the image decoders need.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into the built page, so that it holds on any static host (development needs inline scripts). */
const policyInPage: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

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
  plugins: [react(), policyInPage, oneFontFormat, bundled.ofPage, installable()],
  worker: { format: 'es', plugins: bundled.ofWorkers },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    // building the service worker is known to take its time
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  preview: {
    // a policy in <meta> does not reach workers; hosts that can set headers should send this one too
    headers: { 'Content-Security-Policy': contentSecurityPolicy, 'X-Content-Type-Options': 'nosniff' },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    // panels are tested without the page that loads their texts with them
    setupFiles: ['src/messages/english/english.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
