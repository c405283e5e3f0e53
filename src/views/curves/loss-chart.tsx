import { useMemo, useState } from 'react';
import { comparableRuns, newestStep, shownRun, shownStep } from '../../store/selectors';
import { explorer, useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { ChartFrame } from './chart-frame';
import { EndLabels } from './end-labels';
import { lossDomain, meanBefore, plotEnd, stepScale, valueScale, type Scale } from './geometry';
import { LossLine } from './loss-line';
import { LossTable } from './loss-table';
import { Plot } from './plot';
import { Readout } from './readout';
import { useCourses, useTotalSteps } from './use-courses';
import type { RunView } from '../../store/run-view';
import type { Course } from './course';
import type { Size } from '../../ui/use-size';

/** Steps behind the bold line. */
const window = 20;

const comparableDomain = (state: ExplorerState) =>
  lossDomain(comparableRuns(state).map(({ losses }) => losses));
const anyLoss = (state: ExplorerState) => comparableRuns(state).some(({ losses }) => losses.length > 0);
const newestOfAll = (state: ExplorerState) => Math.max(0, ...comparableRuns(state).map(newestStep));

/** Cross-entropy of every training step, of every run that shares the data. */
export function LossChart() {
  const { curves: text } = useMessages();
  const courses = useCourses();
  const totalSteps = useTotalSteps();
  const stepsPerEpoch = useExplorer((state) => shownRun(state)?.stepsPerEpoch ?? 0);
  const domain = useExplorerParts(comparableDomain);
  const begun = useExplorer(anyLoss);
  const newest = useExplorer(newestOfAll);
  const [pointed, setPointed] = useState<number | null>(null);
  // the cursor stops at every step that there is
  const stops = useMemo(() => Array.from({ length: newest }, (_, i) => i + 1), [newest]);

  const chart = (size: Size) => (
    <LossPlot
      size={size}
      courses={courses}
      domain={domain}
      totalSteps={totalSteps}
      stepsPerEpoch={stepsPerEpoch}
      stops={stops}
      onPoint={setPointed}
    />
  );

  return (
    <ChartFrame
      title={text.loss}
      caption={text.lossUnit(window)}
      readout={<LossReadout courses={courses} pointed={pointed} />}
      empty={begun ? null : text.emptyLoss}
      chart={chart}
      table={<LossTable courses={courses} window={window} />}
    />
  );
}

interface LossPlotProps {
  readonly size: Size;
  readonly courses: readonly Course[];
  readonly domain: readonly [number, number];
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly stops: readonly number[];
  onPoint(step: number | null): void;
}

function LossPlot({ size, courses, domain, totalSteps, stepsPerEpoch, stops, onPoint }: LossPlotProps) {
  const { curves: text } = useMessages();
  const { height } = size;
  const end = plotEnd(
    size,
    courses.map(({ name }) => `${name} 0.00`),
  );
  const x = useMemo(() => stepScale(totalSteps, end), [totalSteps, end]);
  const y = useMemo(() => valueScale(domain, height), [domain, height]);
  const speak = (step: number) => {
    const runs = explorer.getState().runs;
    const values = courses.map(({ id, name }) => `${name} ${lossAt(runs, id, step)}`);
    return [text.at.step(step), ...values].join(', ');
  };
  return (
    <Plot
      name={text.loss}
      size={size}
      x={x}
      y={y}
      totalSteps={totalSteps}
      stepsPerEpoch={stepsPerEpoch}
      formatValue={String}
      stops={stops}
      epochWord={text.epoch}
      speak={speak}
      onPoint={onPoint}
    >
      {courses.map((course) => (
        <LossLine key={course.id} course={course} window={window} x={x} y={y} />
      ))}
      <LossLabels courses={courses} x={x} y={y} height={height} />
    </Plot>
  );
}

interface LossLabelsProps {
  readonly courses: readonly Course[];
  readonly x: Scale;
  readonly y: Scale;
  readonly height: number;
}

/** Direct labels at the newest means. They move with the runs, the chart does not. */
function LossLabels({ courses, x, y, height }: LossLabelsProps) {
  const ends = useExplorerParts(({ runs }: ExplorerState) =>
    courses.map(({ id }) => runs.find((run) => run.id === id)?.losses ?? null),
  );
  const starts = useExplorerParts(({ runs }: ExplorerState) =>
    courses.map(({ id }) => runs.find((run) => run.id === id)?.curvesFrom ?? 1),
  );
  // one column, where the longest line ends: no label lies on another run's line
  const longest = Math.max(0, ...ends.map((losses, i) => (losses ? starts[i]! + losses.length - 1 : 0)));
  const labels = courses.flatMap(({ id, name, tone }, i) => {
    const losses = ends[i];
    if (!losses || losses.length === 0) return [];
    const mean = meanBefore(losses, losses.length, window);
    return [{ key: id, name, value: mean.toFixed(2), tone, end: x(longest), at: y(mean) }];
  });
  return <EndLabels labels={labels} height={height} />;
}

interface LossReadoutProps {
  readonly courses: readonly Course[];
  /** the step under the pointer; null = none */
  readonly pointed: number | null;
}

function LossReadout({ courses, pointed }: LossReadoutProps) {
  const { curves: text } = useMessages();
  const marked = useExplorer(shownStep);
  const at = pointed ?? marked;
  const values = useExplorerParts(({ runs }: ExplorerState) => courses.map(({ id }) => lossAt(runs, id, at)));
  return (
    <Readout
      moment={text.at.step(at)}
      readings={courses.map(({ id, name, tone }, i) => ({ key: id, name, tone, value: values[i] ?? '–' }))}
    />
  );
}

/** A run's loss at a step, written; a dash where it has none. */
function lossAt(runs: readonly RunView[], id: string, step: number): string {
  const run = runs.find((candidate) => candidate.id === id);
  return run?.losses[step - run.curvesFrom]?.toFixed(3) ?? '–';
}
