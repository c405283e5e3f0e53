/** All rows of one backend: counted once, then timed in turns with another program where there is one. */
import { createBackbone } from '../../core/backbone/network';
import type { BackendName } from '../../core/engine/backend-name';
import type { DeviceCounters } from '../../core/engine/device-counters';
import type { BenchHost, Rival, StartedBench } from './host';
import { multiplyAdds } from '../../core/backbone/description/layer-facts';
import { neededMultiplyAdds } from './multiply-adds';
import type { MeasuredBackend, MeasuredProgram, MeasuredRow, ProgramCounts } from './report';
import { measurePeaks, type Peaks } from './roofline';
import { spreadOf } from './spread';
import { ourBackbone, ourStep, type BenchStep, type StepSize } from './step';
import { timed, timesInTurns, type Contestant } from './turns';
import { countWork } from './work';

export const DEFAULT_SIZE: StepSize = { side: 96, batch: 64 };
/** What plain JavaScript and software adapters can take in a second or two. */
const TINY_SIZE: StepSize = { side: 32, batch: 2 };
const TURNS = 6;

/** The backends that have all the kernels that stock TensorFlow.js needs for training. */
const STOCK_TRAINS: readonly BackendName[] = ['webgpu', 'webgl', 'cpu'];

type Part = MeasuredRow['part'];

/** Someone who takes part in a row, with all that is known of him but his times. */
interface Participant {
  readonly contestant: Contestant;
  readonly counted: ProgramCounts | null;
  residentBytes(): number | null;
  dispose(): void;
}

export async function measureBackend(
  backend: BackendName,
  started: StartedBench,
  host: BenchHost,
): Promise<MeasuredBackend> {
  const { network, clock, report } = host;
  const { adapter, software, pool } = started;
  const slow = software || backend === 'cpu';
  const size = slow ? TINY_SIZE : DEFAULT_SIZE;
  report(`${backend}: what the device can do at best`);
  const peaks = await measurePeaks(clock);

  const local = createBackbone(network);
  const parts: readonly Part[] = slow ? ['step'] : ['step', 'backbone'];
  const counts = new Map<Part, ProgramCounts>();
  for (const part of parts) {
    report(`${backend}: counting the ${part}`);
    const program = programFor(part, local, size);
    counts.set(part, await countsOf(program, neededFor(part, program, host, size), started.counters));
    program.dispose();
  }
  const threads = pool?.mostThreads ?? 1;
  const backbone = pool ? await pool.open(threads) : local;
  const rival = pool && host.openRival ? await host.openRival({ ...size, threads }) : null;
  const rows: MeasuredRow[] = [];
  for (const part of parts) {
    report(`${backend}: timing the ${part}`);
    const program = programFor(part, backbone, size);
    const ours: Participant = {
      contestant: timed({ name: 'ours', threads, run: () => program.run() }, clock),
      counted: counts.get(part)!,
      residentBytes: () => (pool ? host.residentBytes() : null),
      dispose: () => program.dispose(),
    };
    const other =
      part === 'step' && STOCK_TRAINS.includes(backend)
        ? await stockParticipant(host, started, { size, needed: ours.counted!.multiplyAdds.needed })
        : rival && rivalParticipant(rival, part);
    rows.push(await measureRow({ part, size, ours, other, peaks, host }));
    ours.dispose();
    other?.dispose();
  }
  rival?.close();
  if (pool) backbone.dispose();
  local.dispose();
  return { backend, adapter, software, peaks, rows };
}

type Program = Pick<BenchStep, 'run' | 'dispose'> & Partial<Pick<BenchStep, 'parameters'>>;

function programFor(part: Part, backbone: Parameters<typeof ourStep>[0], size: StepSize): Program {
  return part === 'step' ? ourStep(backbone, size) : ourBackbone(backbone, size);
}

function neededFor(part: Part, { parameters = [] }: Program, { network }: BenchHost, size: StepSize): number {
  return part === 'step'
    ? neededMultiplyAdds(network.description, parameters, size)
    : 2 * size.batch * multiplyAdds(network.description, size.side);
}

async function countsOf(
  { run }: Pick<BenchStep, 'run'>,
  needed: number,
  counters: Readonly<DeviceCounters> | null,
): Promise<ProgramCounts> {
  // The first run on a graphics device also makes its buffers and programs.
  if (counters) await run();
  const before = counters && { ...counters };
  const { multiplyAdds: executed, ...work } = await countWork(run);
  return {
    ...work,
    multiplyAdds: { executed, needed },
    device: before && counters && difference(counters, before),
  };
}

function difference(after: DeviceCounters, before: DeviceCounters): DeviceCounters {
  const keys = Object.keys(after) as (keyof DeviceCounters)[];
  return Object.fromEntries(keys.map((key) => [key, after[key] - before[key]])) as unknown as DeviceCounters;
}

async function stockParticipant(
  { network, clock }: BenchHost,
  { counters }: StartedBench,
  { size, needed }: { size: StepSize; needed: number },
): Promise<Participant> {
  const { stockStep } = await import('./stock');
  const stock = stockStep(network, size);
  return {
    contestant: timed({ name: 'stock TensorFlow.js', threads: 1, run: () => stock.run() }, clock),
    counted: await countsOf(stock, needed, counters),
    residentBytes: () => null,
    dispose: () => stock.dispose(),
  };
}

function rivalParticipant(rival: Rival, part: Part): Participant {
  return {
    contestant: rival.contestant(part),
    counted: null,
    residentBytes: () => rival.residentBytes(),
    dispose: () => undefined,
  };
}

async function measureRow({
  part,
  size,
  ours,
  other,
  peaks,
  host,
}: {
  part: Part;
  size: StepSize;
  ours: Participant;
  other: Participant | null;
  peaks: Peaks;
  host: BenchHost;
}): Promise<MeasuredRow> {
  const participants = other ? [ours, other] : [ours];
  const [ourTimes, otherTimes] = await timesInTurns(
    participants.map(({ contestant }) => contestant),
    { turns: TURNS, clock: host.clock },
  );
  return {
    part,
    ...size,
    ours: measured(ours, ourTimes!, { size, peaks }),
    other: other && measured(other, otherTimes!, { size, peaks }),
    speedup: otherTimes ? spreadOf(otherTimes.map((time, turn) => time / ourTimes![turn]!)) : null,
  };
}

function measured(
  { contestant: { name, threads }, counted, residentBytes }: Participant,
  times: readonly number[],
  { size, peaks }: { size: StepSize; peaks: Peaks },
): MeasuredProgram {
  const milliseconds = spreadOf(times);
  const seconds = milliseconds.median / 1000;
  return {
    name,
    threads,
    milliseconds,
    imagesPerSecond: size.batch / seconds,
    counted,
    residentBytes: residentBytes(),
    roofline: counted && roofline(counted, { seconds, threads, peaks }),
  };
}

/** How near it comes to what as many threads could do at best if each had a device of its own. */
function roofline(
  { multiplyAdds: { executed }, bytes }: ProgramCounts,
  { seconds, threads, peaks }: { seconds: number; threads: number; peaks: Peaks },
): NonNullable<MeasuredProgram['roofline']> {
  const arithmetic = executed / (threads * peaks.multiplyAddsPerSecond);
  const memory = bytes / (threads * peaks.bytesPerSecond);
  return {
    share: Math.max(arithmetic, memory) / seconds,
    boundBy: arithmetic > memory ? 'arithmetic' : 'memory',
  };
}
