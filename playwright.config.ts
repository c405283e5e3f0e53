import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser';

/** another one, where two checkouts are tested at once */
const port = process.env['SMM_E2E_PORT'] ?? '4199';

export default defineConfig({
  testDir: 'e2e',
  // one set of pictures: panels.spec.ts says where they hold
  snapshotPathTemplate: '{testDir}/panels/{arg}{ext}',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // a shared machine may stall for seconds; the report still names what needed a second try
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    // what a journey finds comes from the build under test; those about the copy for offline allow it
    serviceWorkers: 'block',
    launchOptions,
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort --host localhost`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
