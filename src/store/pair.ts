import type { RunConfig } from '../core/method-config';
import type { TableRow } from '../data/ablation-table';
import type { SampleSet } from '../data/snapshot';
import { derived } from '../lib/derived';
import { predictionsOf } from './predictions';
import type { RunView, Snapshot } from './run-view';
import {
  besideRun,
  shownKnockedOut,
  shownRun,
  shownSampleId,
  shownSamples,
  shownSnapshot,
} from './selectors';
import type { ExplorerState } from './store';
import { fullTable } from './table';
import type { TurnedId } from './view';

/** A | B: what is on screen, and what is pinned beside it. */

/** One picture of one run at one step. */
export interface Side {
  readonly run: RunView;
  /** with a part switched off now, that of the method that is left */
  readonly config: RunConfig;
  readonly samples: SampleSet;
  readonly sampleId: string;
  /** stored last at the time marker, or before it */
  readonly snapshot: Snapshot;
}

export interface Pair {
  /** in what B is another one */
  readonly what: 'run' | 'sample';
  readonly a: Side;
  readonly b: Side;
}

/** The picture that stands beside the shown one; null = none, or one that the shown run has not. */
export function besideSample(state: ExplorerState): string | null {
  const { beside } = state.view;
  if (beside?.what !== 'sample' || beside.sampleId === shownSampleId(state)) return null;
  return shownSamples(state)?.ids.includes(beside.sampleId) ? beside.sampleId : null;
}

/** Whether something is beside: here, or named and on its way. */
export function isPaired(state: ExplorerState): boolean {
  const { beside } = state.view;
  if (beside?.what === 'run') return beside.runId !== shownRun(state)?.id;
  return besideSample(state) !== null;
}

/** Both sides, as soon as both have something to show; the same until a part of it changes. */
export const shownPair = derived(
  (state: ExplorerState) => [
    shownRun(state),
    shownKnockedOut(state),
    shownSampleId(state),
    shownSnapshot(state),
    besideRun(state),
    besideSample(state),
    state.view.step,
  ],
  (run, knockedOut, sampleId, snapshot, otherRun, otherSample, step): Pair | null => {
    const samples = knockedOut?.samples ?? run?.samples;
    if (!run || !samples || !snapshot || sampleId === null) return null;
    const config = knockedOut?.config ?? run.config;
    const a: Side = { run, config, samples, sampleId, snapshot };
    if (otherSample !== null) return { what: 'sample', a, b: { ...a, sampleId: otherSample } };
    const b = otherRun && sideOf(otherRun, sampleIn(otherRun, a), step);
    return b && { what: 'run', a, b };
  },
);

/** The same picture in another run; where that has other pictures, the one in its place. */
function sampleIn({ samples, config }: RunView, a: Side): string | null {
  const ids = samples?.ids ?? [];
  if (config.data === a.config.data && ids.includes(a.sampleId)) return a.sampleId;
  return ids[a.samples.ids.indexOf(a.sampleId)] ?? ids[0] ?? null;
}

function sideOf(run: RunView, sampleId: string | null, step: number | null): Side | null {
  const snapshot = storedAt(run, step);
  const { config, samples } = run;
  return samples && snapshot && sampleId !== null ? { run, config, samples, sampleId, snapshot } : null;
}

/** What a run stored last at a step or before it; null = its newest. */
export function storedAt({ snapshots }: RunView, step: number | null): Snapshot | null {
  if (step === null) return snapshots.at(-1) ?? null;
  return snapshots.findLast((snapshot) => snapshot.step <= step) ?? snapshots[0] ?? null;
}

/** What keeps two sides from being compared value by value; an empty list where nothing does. */
export function obstacles({ what, a, b }: Pair): readonly ('data' | 'side' | 'picture')[] {
  if (what === 'sample') return [];
  const data = a.config.data !== b.config.data;
  return [
    ...(data ? (['data'] as const) : []),
    ...(!data && a.sampleId !== b.sampleId ? (['picture'] as const) : []),
    ...(a.samples.side !== b.samples.side ? (['side'] as const) : []),
  ];
}

export type Turn = 'both-right' | 'a-right' | 'b-right' | 'both-wrong';

/**
 * How the answers of two runs to each picture of the strip compare, by picture; without those that either has not
 * seen or whose label nobody knows. Null without a second run on the same pictures.
 */
export const turns = derived(
  (state: ExplorerState) => [
    shownSamples(state),
    shownSnapshot(state),
    shownRun(state)?.config.data ?? null,
    besideRun(state),
    state.view.step,
  ],
  (samples, snapshot, data, other, step): ReadonlyMap<string, Turn> | null => {
    const beside = other && storedAt(other, step);
    if (!samples || !snapshot || !beside || other.config.data !== data) return null;
    const answers = [answersBy(snapshot), answersBy(beside)] as const;
    return new Map(
      samples.ids.flatMap((id, i): [string, Turn][] => {
        const label = samples.labels[i] ?? -1;
        const [a, b] = answers.map((answer) => answer.get(id));
        if (label < 0 || a === undefined || b === undefined) return [];
        return [[id, turnOf(a === label, b === label)]];
      }),
    );
  },
);

/** The pictures of the strip as the person wants them, the shown one always among them. A new list each time. */
export function turnedIds(
  ids: readonly string[],
  found: ReadonlyMap<string, Turn>,
  { turned, shown }: { readonly turned: TurnedId; readonly shown: string | null },
): readonly string[] {
  const isFlip = (id: string) => ['a-right', 'b-right'].includes(found.get(id) ?? '');
  switch (turned) {
    case 'all':
      return ids;
    case 'first':
      return ids.toSorted((one, other) => Number(isFlip(other)) - Number(isFlip(one)));
    default:
      return ids.filter((id) => id === shown || found.get(id) === turned);
  }
}

function turnOf(a: boolean, b: boolean): Turn {
  if (a) return b ? 'both-right' : 'a-right';
  return b ? 'b-right' : 'both-wrong';
}

/** The label that each picture is read as; empty before there is a mapping. */
export function answersBy(snapshot: Snapshot): ReadonlyMap<string, number> {
  const predictions = predictionsOf(snapshot);
  return new Map(
    snapshot.sampleIds.flatMap((id, i): [string, number][] => {
      const answer = predictions[i];
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
}

/**
 * Ids of the reference's run and of this row's, of one seed, of runs with pictures if there are such; null for the
 * reference itself, and without one.
 */
export function besideReference(state: ExplorerState, row: TableRow): readonly [a: string, b: string] | null {
  const reference = fullTable(state)?.rows.find(({ standing }) => standing === 'reference');
  if (!reference || reference.key === row.key) return null;
  const seen = new Set(state.runs.flatMap(({ id, samples }) => (samples ? id : [])));
  const seedOf = ({ config }: TableRow['runs'][number]) => config.training.seed;
  const pairs = row.runs
    .toSorted((one, other) => seedOf(one) - seedOf(other))
    .flatMap((b) => reference.runs.flatMap((a) => (seedOf(a) === seedOf(b) ? [[a.id, b.id] as const] : [])));
  return pairs.find((ids) => ids.every((id) => seen.has(id))) ?? pairs[0] ?? null;
}

export interface Comparable {
  readonly id: string;
  readonly label: string;
  readonly seed: number;
  readonly origin: RunView['origin'];
}

/** The runs that can stand on either side: those with pictures, and of each variant of the table one that has them. */
export const comparables = derived(
  (state: ExplorerState) => [state.runs, fullTable(state), state.lab.weighted],
  (runs, table, weighted): readonly Comparable[] => {
    const seen = runs.flatMap(({ id, label, origin, config, samples }): Comparable[] =>
      samples ? [{ id, label, origin, seed: config.training.seed }] : [],
    );
    const known = new Set(seen.map(({ id }) => id));
    const others = (table?.rows ?? []).flatMap((row): Comparable[] => {
      if (row.runs.some(({ id }) => known.has(id))) return [];
      const run = row.runs.find(({ id }) => weighted.includes(id));
      return run
        ? [{ id: run.id, label: row.label, origin: 'recorded', seed: run.config.training.seed }]
        : [];
    });
    return [...seen, ...others];
  },
);
