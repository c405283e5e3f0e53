import { unmeasured } from '../data/measurements';
import { summaryOf } from '../data/run-entry';
import { decodeRecordedRun, type RecordedRun } from '../data/recorded-run';
import { pause } from '../lib/pause';
import { recordedRunId } from '../store/run-ids';
import type { RunView } from '../store/run-view';
import { viewOfRecord } from './record-view';
import type { RecordedEntry, RecordedSource } from './dependencies';

/** The recorded runs, in the order in which they stand on the charts. */
const names = ['smm', 'full'] as const;

/** @param read reads a file below public/recorded */
export function recordedSource(read: (file: string) => Promise<Uint8Array<ArrayBuffer>>): RecordedSource {
  const bring = (part: 'first' | 'more', some: readonly (typeof names)[number][]) =>
    Promise.all(
      some.map(async (name) => {
        const bytes = await read(`${name}.${part}.safetensors.gz`);
        // each run is decoded in a task of its own
        await pause();
        return recordedView(name, bytes);
      }),
    );
  const beside = async (runId: string, what: 'survey' | 'inspection' | 'weights') => {
    const name = names.find((one) => recordedRunId(one) === runId);
    return name ? read(`${name}.${what}.safetensors.gz`) : null;
  };
  return {
    first: (named) =>
      bring(
        'first',
        names.filter((name, i) => i === 0 || named.includes(recordedRunId(name))),
      ),
    more: () => bring('more', names),
    async survey(runId) {
      const bytes = await beside(runId, 'survey');
      if (!bytes) return null;
      const { decodeSurvey } = await import('../data/recorded-survey');
      await pause();
      const survey = decodeSurvey(bytes);
      await pause();
      return survey;
    },
    async inspection(runId) {
      const bytes = await beside(runId, 'inspection');
      if (!bytes) return null;
      const { decodeInspectionInTurn } = await import('../data/recorded-inspection');
      return decodeInspectionInTurn(bytes, pause);
    },
    weights: (runId) => beside(runId, 'weights'),
  };
}

function recordedView(name: string, bytes: Uint8Array<ArrayBuffer>): RecordedEntry {
  const id = recordedRunId(name);
  const run = decodeRecordedRun(bytes);
  const { config, classes, curves, unprompted, seconds, result, provenance } = run;
  const record = { config, classes, curves, unprompted, seconds, result, provenance };
  return {
    view: viewOf(id, run),
    summary: summaryOf(record, { id, source: 'recorded', measured: unmeasured }),
  };
}

export function viewOf(id: string, run: RecordedRun): RunView {
  const { label, config, sourceClasses, samples, snapshots, stepsPerEpoch, testCount, recorded } = run;
  return {
    ...viewOfRecord(run, { recorded: recorded.slice(0, 10) }),
    id,
    label,
    origin: 'recorded',
    config,
    sourceClasses,
    samples,
    snapshots: snapshots.map((snapshot) => ({ ...snapshot, sampleIds: samples.ids })),
    stepsPerEpoch,
    curvesFrom: 1,
    testCount,
  };
}
