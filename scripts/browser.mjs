// Finds a Chromium for the end-to-end tests: an installed one, then Playwright's own, then the package manager's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './setup.mjs';

const installed = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

function installedBrowser() {
  const candidates = [process.env.SMM_BROWSER, ...(installed[process.platform] ?? [])];
  return candidates.find((path) => path && existsSync(path));
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function installBySystem() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  for (const words of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', 'chromium'],
  ]) {
    const [command, ...args] = [...prefix, ...words];
    if (run(command, args, { DEBIAN_FRONTEND: 'noninteractive' }) !== 0) return;
  }
}

/** Path of a Chromium that can be started; installs one if there is none. Exits with a sentence if that fails. */
export async function ensureBrowser() {
  const found = installedBrowser() ?? (await playwrightBrowser());
  if (found) return found;
  console.log('No Chrome or Chromium found; asking Playwright for its own …');
  run('npx', ['playwright', 'install', 'chromium']);
  const downloaded = await playwrightBrowser();
  if (downloaded) return downloaded;
  console.log("Playwright's download did not work; asking the system's package manager …");
  installBySystem();
  const packaged = installedBrowser();
  if (packaged) return packaged;
  console.error(
    'No browser for the tests. Install Chrome or Chromium, or set SMM_BROWSER to its path, then run this again.',
  );
  process.exit(1);
}

/**
 * Environment that lets Dawn (WebGPU in Node) use the browser's software adapter, where it ships one: its driver, and
 * its loader of drivers for systems that have none.
 */
export function softwareAdapter(browser) {
  const places = [dirname(browser), '/usr/lib/chromium', '/opt/google/chrome'];
  const driver = places
    .map((place) => join(place, 'vk_swiftshader_icd.json'))
    .find((path) => existsSync(path));
  if (!driver) return {};
  const libraries = [process.env.LD_LIBRARY_PATH, dirname(driver)].filter(Boolean).join(':');
  return { VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: libraries };
}
