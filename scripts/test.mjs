// npm test: install what is missing, then audit, format, types, lint, unit, build and end-to-end; closes with one plain line.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { audit } from './audit.mjs';
import { ensurePackages, root, run } from './setup.mjs';

ensurePackages();
const { ensureBrowser, softwareAdapter } = await import('./browser.mjs');
const browser = await ensureBrowser();
const environment = { SMM_BROWSER: browser };
const results = `${root}test-results/`;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };

function check(name, command, args) {
  console.log(`\n── ${name}`);
  if (run(command, args, environment) === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.error(`${name} failed.`);
  }
}

/** A suite counts its own tests; one that dies before it reports counts as one failure. */
function suite(name, command, args, report, count, more = {}) {
  console.log(`\n── ${name}`);
  const code = run(command, args, { ...environment, ...more });
  const path = `${results}${report}`;
  const counted = existsSync(path)
    ? count(JSON.parse(readFileSync(path, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (counted.passed + counted.failed === 0 || (code !== 0 && counted.failed === 0)) counted.failed += 1;
  for (const key of Object.keys(total)) total[key] += counted[key];
}

console.log('\n── audit');
const { outcome, said } = audit();
total[outcome] += 1;
console.log(`audit ${outcome}: ${said}`);

check('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
for (const realm of ['method', 'worker', 'node', 'page'])
  check(`types: ${realm}`, 'npx', ['tsc', '-p', `tsconfig.${realm}.json`]);
check('lint', 'npx', ['eslint', '.', '--max-warnings', '0']);
suite(
  'unit',
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}unit.json`],
  'unit.json',
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }),
  softwareAdapter(browser),
);
check('build', 'npx', ['vite', 'build', '--logLevel', 'warn']);
suite('e2e', 'npx', ['playwright', 'test'], 'e2e.json', ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
}));

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed === 0 ? 0 : 1);
