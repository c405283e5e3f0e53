import { format } from './format';

/** Beside the catalogue, not in it: the page opens without these. */
export const bench = {
  title: 'Bench',
  intro:
    'One training step of the default task on every backend of this browser, beside stock TensorFlow.js where that can train. Leave the page alone meanwhile: whatever else the machine does is in the figures.',
  measuring: (what: string) => `Measuring … ${what}`,
  failed: (message: string) => `The bench stopped: ${message}`,
  copy: 'Copy JSON',
  copied: 'Copied',
  copyFailed: 'The browser does not let the page copy. Select the table instead.',
  again: 'Growth with size, batch, classes, generator, runs (minutes)',
  machine: (cores: number, date: string) =>
    `${format.count(cores)} logical processors, ${date.slice(0, 16).replace('T', ' ')} UTC`,
  backend: (name: string, adapter: string) => `${name}, ${adapter}`,
  peaks: (multiplyAdds: number, bytes: number) =>
    `At best ${giga(multiplyAdds)} G multiply-adds/s and ${giga(bytes)} GB/s, on one thread, measured just before.`,
  columns: {
    program: 'Program',
    time: 'ms (least … most)',
    images: 'Images/s',
    multiplyAdds: 'G multiply-adds (× needed)',
    kernels: 'Kernels',
    bytes: 'MB touched',
    peak: 'MB of tensors',
    device: 'Dispatches / submits / kB uploaded / MB bound',
    roofline: '% of roofline',
  },
  parts: { step: 'whole step', backbone: 'network alone' },
  program: (name: string, part: string, threads: number) =>
    `${name}, ${part}${threads === 1 ? '' : `, ${format.count(threads)} threads`}`,
  size: (side: number, batch: number) => `${format.count(batch)} images of ${side} × ${side}`,
  spread: (median: number, least: number, most: number) =>
    `${whole(median)} (${whole(least)} … ${whole(most)})`,
  rate: (perSecond: number) => (perSecond < 10 ? perSecond.toFixed(1) : whole(perSecond)),
  whole,
  giga,
  mega: (count: number) => whole(count / 1e6),
  executed: (executed: number, needed: number) =>
    `${giga(executed)} (${(executed / Math.max(needed, 1)).toFixed(2)})`,
  device: (counts: { dispatches: number; submits: number; uploadedBytes: number; boundBytes: number }) =>
    [
      format.count(counts.dispatches),
      format.count(counts.submits),
      (counts.uploadedBytes / 1e3).toFixed(1),
      whole(counts.boundBytes / 1e6),
    ].join(' / '),
  roofline: (share: number, boundBy: 'arithmetic' | 'memory') => `${whole(100 * share)} (${boundBy})`,
  faster: (median: number, least: number, most: number) =>
    `${median.toFixed(2)} × as fast (${least.toFixed(2)} … ${most.toFixed(2)}), turn by turn`,
  none: '–',
  growth: 'Growth',
  growthColumns: { by: 'With', points: 'Measured', exponent: 'Exponent', explained: 'R²' },
  point: (at: number, cost: number) => `${format.count(at)}: ${whole(cost)} ms`,
  leftOut: 'Left out',
  seconds: (seconds: number) => `${whole(seconds)} s in all.`,
};

function whole(value: number): string {
  return format.count(Math.round(value));
}

function giga(value: number): string {
  return (value / 1e9).toFixed(value < 1e9 ? 2 : 1);
}
