import { Command } from 'commander';
import { runBench } from './bench';
import type { BenchReport, Spread } from './bench-report';

export function benchCommand(): Command {
  return new Command('bench')
    .description('count and time one training step, beside stock TensorFlow.js and PyTorch')
    .option('--full', 'sweep image sides and threads as well (minutes)', false)
    .option('--json', 'one JSON document on stdout', false)
    .action(async ({ full, json }: { full: boolean; json: boolean }) => {
      const report = await runBench({ full, report: (what) => process.stderr.write(`${what} …\n`) });
      console.log(json ? JSON.stringify(report, null, 2) : tableOf(report));
    });
}

function tableOf({ processor, cores, counted, timed, leftOut, seconds }: BenchReport): string {
  const lines = [`${processor}, ${cores} cores`, '', 'One step, counted:'];
  for (const step of counted) {
    const { executed, needed } = step.multiplyAdds;
    lines.push(
      `  ${step.network}, side ${step.side}, batch ${step.batch}: ${step.dispatches} dispatches in ${step.submits} submits, ` +
        `${bytes(step.uploadedBytes)} uploaded, ${bytes(step.boundBytes)} bound, ` +
        `${(executed / 1e9).toFixed(2)} G multiply-adds (${(executed / needed).toFixed(2)} × needed), ` +
        `${step.leakedTensors} tensors leaked`,
    );
  }
  lines.push('', 'One step, timed in turns (median, least … most):');
  for (const { ours, other, speedup, side, batch } of timed) {
    lines.push(
      `  side ${side}, batch ${batch}: ${ours.name} ${milliseconds(ours.milliseconds)}; ` +
        `${other.name} ${milliseconds(other.milliseconds)}; ${times(speedup)} as fast`,
    );
  }
  lines.push(...leftOut.map((sentence) => `  ${sentence}`), '', `${seconds.toFixed(0)} s`);
  return lines.join('\n');
}

function milliseconds({ median, least, most }: Spread): string {
  return `${median.toFixed(0)} ms (${least.toFixed(0)} … ${most.toFixed(0)})`;
}

function times({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} … ${most.toFixed(2)}) times`;
}

function bytes(count: number): string {
  return count < 1e6 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(0)} MB`;
}
