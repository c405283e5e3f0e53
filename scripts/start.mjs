// npm start: install what is missing, build, serve, say where, open a browser where there is a desktop.
import { spawn } from 'node:child_process';
import { ensurePackages, root, run } from './setup.mjs';

ensurePackages();
console.log('Building …');
if (run('npx', ['vite', 'build', '--logLevel', 'warn']) !== 0) process.exit(1);

const { preview } = await import('vite');
const port = Number(process.env.PORT ?? 4173);
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { port, host: process.env.HOST ?? 'localhost' },
});
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`;
console.log(`\nSMM Explorer is running at ${address}\nPress Ctrl-C to stop it.`);

const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (desktop && process.stdout.isTTY && !process.env.CI) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
