/**
 * Compiles src/core/kernels/heap-kernels*.as into heap-kernels-binary.ts, a constant small enough to live in the bundle:
 *     npx tsx scripts/wasm/compile.ts
 * compile.test.ts holds the committed constant against a fresh compilation.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KERNELS = fileURLToPath(new URL('../../src/core/kernels/', import.meta.url));
export const TARGET = join(KERNELS, 'heap-kernels-binary.ts');

/** The module that exports the binary as base64. */
export function compiledModule(): string {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
  const folder = mkdtempSync(join(tmpdir(), 'heap-kernels-'));
  try {
    // The compiler insists on its own ending, which in src/ would make it TypeScript.
    const sources = readdirSync(KERNELS).filter((name) => name.endsWith('.as'));
    for (const name of sources) copyFileSync(join(KERNELS, name), join(folder, name.replace(/as$/, 'ts')));
    const source = join(folder, 'heap-kernels.ts');
    const binary = join(folder, 'heap-kernels.wasm');
    const shape = ['--importMemory', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '-O3'];
    execFileSync(process.execPath, [compiler, source, ...shape, '--baseDir', folder, '--outFile', binary]);
    const base64 = readFileSync(binary).toString('base64');
    return [
      '/** heap-kernels.as, compiled by scripts/wasm/compile.ts; do not edit. */',
      'export const HEAP_KERNELS =',
      `  '${base64}';`,
      '',
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, compiledModule());
