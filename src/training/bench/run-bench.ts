import { gradientSelfTest } from '../../core/engine/self-test';
import type { BenchBackend, BenchHost, StartedBench } from './host';
import { measureBackend } from './measure-backend';
import { measureGrowth } from './measure-growth';
import type { BenchReport, CountedStep, Growth, MeasuredBackend } from './report';

/**
 * Measures one training step on every backend there is. Under a minute on two cores; with `full` also software adapters
 * and how the cost grows, which takes minutes.
 */
export async function runBench(host: BenchHost, { full }: { full: boolean }): Promise<BenchReport> {
  const start = host.clock();
  const backends: MeasuredBackend[] = [];
  const growth: Growth[] = [];
  const leftOut: string[] = [];
  for (const candidate of host.backends) {
    const started = await startTrusted(candidate, leftOut, { full });
    if (!started) continue;
    backends.push(await measureBackend(candidate.backend, started, host));
    if (full && growth.length === 0 && !started.software) {
      growth.push(...(await measureGrowth(candidate.backend, started, host)));
    }
    started.stop();
  }
  if (!host.openRival) leftOut.push('PyTorch: only the command line can ask it.');
  else if (!backends.some(({ rows }) => rows.some(({ other }) => other?.name.startsWith('PyTorch')))) {
    leftOut.push('PyTorch: no python3 with torch was found.');
  }
  return {
    machine: host.machine,
    versions: host.versions,
    counted: await countedSteps(host, { full }),
    backends,
    growth,
    leftOut,
    seconds: (host.clock() - start) / 1000,
  };
}

/**
 * Null where it does not start, is only worth the time of the full bench, or gets a known gradient wrong: then there is
 * a sentence more of what was left out.
 */
async function startTrusted(
  candidate: BenchBackend,
  leftOut: string[],
  { full }: { full: boolean },
): Promise<StartedBench | null> {
  const { backend } = candidate;
  const started = await candidate.start().catch((error: unknown) => ({
    ok: false as const,
    reason: `does not start (${error instanceof Error ? error.message : String(error)})`,
  }));
  if (!started.ok) {
    leftOut.push(`${backend} ${started.reason}.`);
    return null;
  }
  if (started.software && !full) {
    started.stop();
    leftOut.push(
      `${backend}: ${started.adapter} is the processor in disguise; only the full bench times it.`,
    );
    return null;
  }
  const wrong = await gradientSelfTest();
  if (wrong === null) return started;
  started.stop();
  leftOut.push(`${backend} ${wrong}.`);
  return null;
}

async function countedSteps(
  { countSteps, report }: BenchHost,
  { full }: { full: boolean },
): Promise<readonly CountedStep[]> {
  if (!countSteps) return [];
  report('counting on a device that only counts');
  return countSteps({ full });
}
