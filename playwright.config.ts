import { defineConfig } from '@playwright/test';

/** Real WebGPU without a graphics card: correct and very slow, so journeys run at 32 px and batch 8. */
const softwareWebGpu = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--enable-unsafe-swiftshader',
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // a shared machine may stall for seconds; the report still names what needed a second try
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: 'http://localhost:4199/',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env.SMM_BROWSER ? { executablePath: process.env.SMM_BROWSER } : {}),
      // the old headless shell has no WebGPU
      args: ['--headless=new', '--no-sandbox', '--disable-background-networking', ...softwareWebGpu],
      ignoreDefaultArgs: ['--headless'],
    },
  },
  webServer: {
    command: 'npx vite preview --port 4199 --strictPort --host localhost',
    url: 'http://localhost:4199/',
    reuseExistingServer: false,
  },
});
