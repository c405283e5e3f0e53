import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './bench-pairs';
import type { StepSize } from './bench-step';

const SCRIPT = fileURLToPath(new URL('../../scripts/bench/pytorch_step.py', import.meta.url));
const PYTHONS = ['python3', '/usr/bin/python3', 'python'];

export interface PyTorch extends Contestant {
  readonly version: string;
  stop(): void;
}

/** PyTorch on the processor, waiting for steps; null where no Python with torch is found. */
export async function startPyTorch({
  side,
  batch,
  threads,
}: StepSize & { threads: number }): Promise<PyTorch | null> {
  const python = PYTHONS.find(hasTorch);
  if (!python) return null;
  const child = spawn(
    python,
    [SCRIPT, '--side', `${side}`, '--batch', `${batch}`, '--threads', `${threads}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${SCRIPT} ended early.`);
    return value;
  };
  const version = await nextLine();
  return {
    name: `PyTorch ${version}, processor, ${threads} threads`,
    version,
    async step() {
      child.stdin.write('step\n');
      return Number(await nextLine());
    },
    stop: () => child.stdin.end(),
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
