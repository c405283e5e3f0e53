import { useMessages } from '../../../ui/use-messages';
import styles from './mapping-matrix.module.css';
import { cellState, type MappingStep } from './mapping-steps';
import { shortName } from './source-name';
import type { CSSProperties } from 'react';
import type { MappingInspection } from '../../../data/inspection';
import type { StageView } from './stage-view';

interface MappingMatrixProps {
  readonly view: StageView;
  readonly answer: MappingInspection;
  readonly step: MappingStep;
}

/** d as a table: a row for each label, a column for each class of the network, the more the darker. */
export function MappingMatrix({ view, answer, step }: MappingMatrixProps) {
  const { stages, translated } = useMessages();
  const text = stages.mapping;
  const { sources, targets, counts } = answer;
  const most = counts.reduce((greatest, count) => Math.max(greatest, count), 1);
  const done = [...step.before, step.pick];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.scroll} role="region" aria-label={text.matrix} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className={styles.unseen}>{text.matrixSummary(sources.length, targets)}</caption>
        <thead>
          <tr>
            <td />
            {sources.map((source) => (
              <th
                key={source}
                scope="col"
                data-now={source === step.pick.source || undefined}
                data-done={done.some((made) => made.source === source) || undefined}
                title={view.sourceClasses[source]}
              >
                <span>{shortName(view.sourceClasses[source] || String(source))}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: targets }, (_, target) => {
            const made = done.find((pick) => pick.target === target);
            return (
              <tr key={target} data-now={target === step.pick.target || undefined}>
                <th scope="row" data-done={made !== undefined || undefined}>
                  {translated(view.classes[target] ?? String(target))}
                </th>
                {sources.map((source, column) => {
                  const count = counts[column * targets + target]!;
                  const state = cellState(step, source, target);
                  return (
                    <td key={source} data-state={state} style={{ '--share': count / most } as CSSProperties}>
                      {count > 0 || state === 'now' || state === 'taken' ? count : ''}
                      {state !== 'free' && state !== 'retired' && (
                        <span className={styles.unseen}> {text.states[state]}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
