import { comparableRuns } from '../../store/selectors';
import { useExplorerParts, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { trailingMean } from './geometry';
import type { Course } from './course';

interface LossTableProps {
  readonly courses: readonly Course[];
  /** steps behind each mean */
  readonly window: number;
}

/** More rows than this nobody reads: steps are left out evenly, the last one stays. */
const mostRows = 120;

const comparableLosses = (state: ExplorerState) => comparableRuns(state).map(({ losses }) => losses);
const comparableStarts = (state: ExplorerState) => comparableRuns(state).map(({ curvesFrom }) => curvesFrom);

/** Loss and trailing mean of every run, step by step. Only while it is open does it follow every step. */
export function LossTable({ courses, window }: LossTableProps) {
  const { curves: text, format } = useMessages();
  const losses = useExplorerParts(comparableLosses);
  const starts = useExplorerParts(comparableStarts);
  const means = losses.map((values) => trailingMean(values, window));
  const last = Math.max(0, ...losses.map((values, i) => (starts[i] ?? 1) + values.length - 1));
  const every = Math.max(1, Math.ceil(last / mostRows));
  const steps = Array.from({ length: Math.floor(last / every) }, (_, i) => last - i * every).reverse();
  const show = (values: Float32Array | undefined, i: number, step: number) =>
    values?.[step - (starts[i] ?? 1)]?.toFixed(3) ?? '–';
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.columns.step}</th>
          {courses.flatMap(({ id, name }) => [
            <th key={id} scope="col">
              {name}
            </th>,
            <th key={`${id} mean`} scope="col">
              {text.columns.mean(window)}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step}>
            <th scope="row">{format.count(step)}</th>
            {courses.flatMap(({ id }, i) => [
              <td key={id}>{show(losses[i], i, step)}</td>,
              <td key={`${id} mean`}>{show(means[i], i, step)}</td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
