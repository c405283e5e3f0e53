import { Command } from 'commander';
import type {
  BenchReport,
  CountedStep,
  Growth,
  MeasuredBackend,
  MeasuredProgram,
  MeasuredRow,
} from '../training/bench/report';
import type { Spread } from '../training/bench/spread';
import { benchInNode } from './bench';

export function benchCommand(): Command {
  return new Command('bench')
    .description('count and time one training step, beside stock TensorFlow.js and PyTorch')
    .option('--full', 'measure how the cost grows, and software adapters, as well (minutes)', false)
    .option('--json', 'one JSON document on stdout', false)
    .action(async ({ full, json }: { full: boolean; json: boolean }) => {
      const report = await benchInNode({ full, report: (what) => process.stderr.write(`${what} …\n`) });
      console.log(json ? JSON.stringify(report, null, 2) : textOf(report));
    });
}

function textOf({ machine, backends, counted, growth, leftOut, seconds }: BenchReport): string {
  return [
    `${machine.processor}, ${machine.cores} cores`,
    ...backends.flatMap(backendText),
    ...(counted.length > 0 ? ['', 'Counted on a device that computes nothing:'] : []),
    ...counted.map(countedText),
    ...(growth.length > 0 ? ['', 'How a step grows:'] : []),
    ...growth.map(growthText),
    ...(leftOut.length > 0 ? ['', 'Left out:'] : []),
    ...leftOut.map((sentence) => `  ${sentence}`),
    '',
    `${seconds.toFixed(0)} s`,
  ].join('\n');
}

function backendText({ backend, adapter, peaks, rows }: MeasuredBackend): string[] {
  return [
    '',
    `${backend}, ${adapter}: at best ${(peaks.multiplyAddsPerSecond / 1e9).toFixed(1)} G multiply-adds/s and ` +
      `${(peaks.bytesPerSecond / 1e9).toFixed(1)} GB/s on one thread`,
    ...rows.flatMap(rowText),
  ];
}

function rowText({ part, side, batch, ours, other, speedup }: MeasuredRow): string[] {
  const what = part === 'step' ? 'a whole step' : 'the frozen network, forward and back';
  return [
    `  ${what}, side ${side}, batch ${batch}:`,
    programText(ours),
    ...(other ? [programText(other)] : []),
    ...(speedup ? [`    ${spreadText(speedup, 2, '×')} as fast`] : []),
  ];
}

function programText({ name, threads, milliseconds, imagesPerSecond, ...rest }: MeasuredProgram): string {
  const { counted, residentBytes, roofline } = rest;
  const parts = [
    `${spreadText(milliseconds, 0, ' ms')} on ${threads === 1 ? 'one thread' : `${threads} threads`}`,
    `${imagesPerSecond.toFixed(0)} images/s`,
  ];
  if (counted) {
    const { executed, needed } = counted.multiplyAdds;
    parts.push(
      `${(executed / 1e9).toFixed(2)} G multiply-adds (${(executed / needed).toFixed(2)} × needed)`,
      `${bytes(counted.bytes)} through ${counted.kernels} kernels`,
      `${bytes(counted.peakBytes)} of tensors at most`,
    );
    if (counted.device) {
      const { dispatches, submits, uploadedBytes, boundBytes } = counted.device;
      parts.push(
        `${dispatches} dispatches in ${submits} submits`,
        `${bytes(uploadedBytes)} uploaded`,
        `${bytes(boundBytes)} bound`,
      );
    }
  }
  if (residentBytes) parts.push(`process ${bytes(residentBytes)}`);
  if (roofline) parts.push(`${(100 * roofline.share).toFixed(0)} % of the roofline (${roofline.boundBy})`);
  return `    ${name}: ${parts.join(', ')}`;
}

function countedText({ network, side, batch, multiplyAdds, ...counts }: CountedStep): string {
  const { executed, needed } = multiplyAdds;
  return (
    `  ${network}, side ${side}, batch ${batch}: ${counts.dispatches} dispatches in ${counts.submits} submits, ` +
    `${bytes(counts.uploadedBytes)} uploaded, ${bytes(counts.boundBytes)} bound, ` +
    `${(executed / 1e9).toFixed(2)} G multiply-adds (${(executed / needed).toFixed(2)} × needed), ` +
    `${counts.leakedTensors} tensors leaked`
  );
}

function growthText({ by, backend, points, law }: Growth): string {
  const measured = points.map(({ at, cost }) => `${at}: ${cost.toFixed(0)} ms`).join(', ');
  return `  ${backend}, by ${by}^${law.exponent.toFixed(2)} (R² ${law.explained.toFixed(3)}): ${measured}`;
}

function spreadText({ median, least, most }: Spread, digits: number, unit: string): string {
  return `${median.toFixed(digits)}${unit} (${least.toFixed(digits)} … ${most.toFixed(digits)})`;
}

function bytes(count: number): string {
  return count < 1e6 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(0)} MB`;
}
