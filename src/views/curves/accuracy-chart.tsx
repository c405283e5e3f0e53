import { useMemo, useState } from 'react';
import { comparableRuns, shownRun, shownStep } from '../../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { AccuracyLine, recordAt } from './accuracy-line';
import { ChartFrame } from './chart-frame';
import { EndLabels, type EndLabel } from './end-labels';
import { EpochTable } from './epoch-table';
import { accuracyDomain, margin, plotEnd, stepScale, valueScale } from './geometry';
import styles from './lines.module.css';
import { Plot } from './plot';
import { Readout, type Reading } from './readout';
import { useCourses, useTotalSteps, useUnprompted } from './use-courses';
import type { Size } from '../../ui/use-size';

const comparableEpochs = (state: ExplorerState) => comparableRuns(state).map(({ epochs }) => epochs);

/** Accuracy on the test pictures after each epoch, of every run that shares them. */
export function AccuracyChart({ caption }: { readonly caption: string }) {
  const { curves: text, format } = useMessages();
  const courses = useCourses();
  const epochs = useExplorerParts(comparableEpochs);
  const unprompted = useUnprompted();
  const totalSteps = useTotalSteps();
  const stepsPerEpoch = useExplorer((state) => shownRun(state)?.stepsPerEpoch ?? 0);
  const marked = useExplorer(shownStep);
  const [pointed, setPointed] = useState<number | null>(null);
  const stops = useMemo(
    () => [...new Set(epochs.flat().map(({ step }) => step))].sort((a, b) => a - b),
    [epochs],
  );
  const at = pointed ?? marked;

  const momentAt = (step: number) => text.at.epoch(stepsPerEpoch > 0 ? Math.floor(step / stepsPerEpoch) : 0);
  const readingsAt = (step: number): readonly Reading[] => {
    const readings: Reading[] = courses.map(({ id, name, tone }, i) => {
      const record = recordAt(epochs[i] ?? [], step);
      return { key: id, name, tone, value: record ? format.percent(record.testAccuracy) : '–' };
    });
    if (unprompted === null) return readings;
    const value = format.percent(unprompted);
    return [...readings, { key: 'unprompted', name: text.unprompted, tone: 'muted', value }];
  };
  const speak = (step: number) =>
    [momentAt(step), ...readingsAt(step).map(({ name, value }) => `${name} ${value}`)].join(', ');

  const chart = (size: Size) => {
    const measured = epochs.flat().map(({ testAccuracy }) => testAccuracy);
    const y = valueScale(
      accuracyDomain(unprompted === null ? measured : [...measured, unprompted]),
      size.height,
    );
    const end = plotEnd(
      size,
      readingsAt(totalSteps).map(({ name, value }) => `${name} ${value}`),
    );
    const x = stepScale(totalSteps, end);
    // one column, where the longest line ends: no label lies on another run's line
    const column = x(stops.at(-1) ?? 0);
    const labels: EndLabel[] = courses.flatMap(({ id, name, tone }, i) => {
      const last = epochs[i]?.at(-1);
      if (!last) return [];
      const value = format.percent(last.testAccuracy);
      return [{ key: id, tone, name, value, end: column, at: y(last.testAccuracy) }];
    });
    if (unprompted !== null) {
      const value = format.percent(unprompted);
      labels.push({ key: 'unprompted', tone: 'muted', name: text.unprompted, value, end, at: y(unprompted) });
    }
    return (
      <Plot
        name={text.accuracy}
        size={size}
        x={x}
        y={y}
        totalSteps={totalSteps}
        stepsPerEpoch={stepsPerEpoch}
        formatValue={(value) => format.count(Math.round(value * 1000) / 10)}
        stops={stops}
        epochWord={text.epoch}
        speak={speak}
        onPoint={setPointed}
      >
        {unprompted !== null && (
          <line
            className={styles.unprompted}
            x1={margin.left}
            x2={end}
            y1={y(unprompted)}
            y2={y(unprompted)}
          />
        )}
        {courses.map((course, i) => (
          <AccuracyLine key={course.id} course={course} epochs={epochs[i] ?? []} x={x} y={y} at={at} />
        ))}
        <EndLabels labels={labels} height={size.height} />
      </Plot>
    );
  };

  return (
    <ChartFrame
      title={text.accuracy}
      caption={caption}
      readout={<Readout moment={momentAt(at)} readings={readingsAt(at)} />}
      empty={stops.length === 0 ? text.emptyAccuracy : null}
      chart={chart}
      table={<EpochTable courses={courses} epochs={epochs} />}
    />
  );
}
