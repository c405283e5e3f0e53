// Asks the registry whether anything that ships is known to be vulnerable: passed, failed, or skipped with the reason.
import { spawnSync } from 'node:child_process';
import { root } from './setup.mjs';

const levels = ['critical', 'high', 'moderate', 'low'];
const serious = levels.slice(0, 2);

/** @returns what `npm audit --json` came to, in words for a person; a registry that does not answer proves nothing */
export function readAudit(output) {
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { outcome: 'skipped', said: 'npm audit gave no answer that can be read' };
  }
  const found = report?.metadata?.vulnerabilities;
  if (!found || !levels.every((level) => Number.isInteger(found[level]))) {
    const reason = report?.message ?? report?.error?.summary ?? 'no reason given';
    return { outcome: 'skipped', said: `the registry did not answer (${String(reason).slice(0, 160)})` };
  }
  const said = levels.map((level) => `${found[level]} ${level}`).join(', ');
  const names = Object.values(report.vulnerabilities ?? {})
    .filter(({ severity }) => serious.includes(severity))
    .map(({ name }) => name);
  const bad = serious.some((level) => found[level] > 0);
  return { outcome: bad ? 'failed' : 'passed', said: bad ? `${said}: ${names.join(', ')}` : said };
}

/** Of what the page and the command line ship with; tools of development never meet foreign bytes. */
export function audit() {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 60_000,
    maxBuffer: 64 * 2 ** 20,
  });
  if (error) return { outcome: 'skipped', said: `npm audit did not end (${error.code ?? error.message})` };
  return readAudit(stdout);
}
