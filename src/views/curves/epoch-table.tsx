import { useMessages } from '../../ui/use-messages';
import type { EpochRecord } from '../../training/events';
import type { Course } from './course';

interface EpochTableProps {
  readonly courses: readonly Course[];
  /** of the same runs, in the same order */
  readonly epochs: readonly (readonly EpochRecord[])[];
}

/** All that is known of every epoch. */
export function EpochTable({ courses, epochs }: EpochTableProps) {
  const { curves, format } = useMessages();
  const text = curves.columns;
  const rate = ({ pattern, mask }: EpochRecord['learningRate']) =>
    pattern === mask ? format.decimal(pattern) : curves.rates(format.decimal(pattern), format.decimal(mask));
  return (
    <table>
      <thead>
        <tr>
          {[
            text.run,
            text.epoch,
            text.testAccuracy,
            text.trainAccuracy,
            text.trainLoss,
            text.learningRate,
            text.msPerStep,
          ].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {courses.flatMap(({ id, name }, i) =>
          (epochs[i] ?? []).map((record) => (
            <tr key={`${id} ${record.epoch}`}>
              <th scope="row">{name}</th>
              <td>{format.count(record.epoch)}</td>
              <td>{format.percent(record.testAccuracy)}</td>
              <td>{format.percent(record.trainAccuracy)}</td>
              <td>{record.trainLoss.toFixed(3)}</td>
              <td>{rate(record.learningRate)}</td>
              <td>{format.count(Math.round(record.msPerStep))}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
