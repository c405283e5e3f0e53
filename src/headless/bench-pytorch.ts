import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Rival } from '../training/bench/host';
import type { StepSize } from '../training/bench/step';

const SCRIPT = fileURLToPath(new URL('../../scripts/bench/pytorch_step.py', import.meta.url));
const PYTHONS = ['python3', '/usr/bin/python3', 'python'];

/** PyTorch on the processor, waiting for its turns; null where no Python with torch is found. */
export async function startPyTorch({
  side,
  batch,
  threads,
}: StepSize & { threads: number }): Promise<Rival | null> {
  const python = PYTHONS.find(hasTorch);
  if (!python) return null;
  const child = spawn(
    python,
    [SCRIPT, '--side', `${side}`, '--batch', `${batch}`, '--threads', `${threads}`],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${SCRIPT} ended early.`);
    return value;
  };
  const version = await nextLine();
  let kilobytes = 0;
  return {
    contestant: (part) => ({
      name: `PyTorch ${version}`,
      threads,
      async turn() {
        child.stdin.write(`${part}\n`);
        const [milliseconds, held] = (await nextLine()).split(' ').map(Number);
        kilobytes = held!;
        return milliseconds!;
      },
    }),
    residentBytes: () => 1024 * kilobytes,
    close: () => child.stdin.end(),
  };
}

function hasTorch(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
