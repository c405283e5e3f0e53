import { useMemo } from 'react';
import type { Theme } from '../../lib/diverging';
import { Canvas } from '../../ui/pictures/canvas';
import type { ChannelIndex } from '../../ui/pictures/field';
import { nativePixels } from '../../ui/pictures/pixels';
import { useInTurn } from '../../ui/use-in-turn';
import { useMessages } from '../../ui/use-messages';
import { CellPicture } from './cell-picture';
import type { Layer, Matrix } from './matrix';
import { MatrixCell } from './matrix-cell';
import styles from './matrix.module.css';

interface MatrixTableProps {
  readonly matrix: Matrix;
  readonly layer: Layer;
  readonly channel: ChannelIndex;
  readonly difference: boolean;
  readonly theme: Theme;
}

/** Variants down, pictures across. */
export function MatrixTable({ matrix, layer, channel, difference, theme }: MatrixTableProps) {
  const { matrix: text, translated } = useMessages();
  const { columns, rows, limit } = matrix;
  const gain = layer === 'mask' ? 1 : matrix.gain;
  // two hundred pictures in one frame would hold the page: each row waits for its own, in a place of the same size
  const drawn = useInTurn(0, rows.length);
  const first = rows[0]!;
  const samples = first.run.samples!;
  const classOf = (index: number | null) =>
    index === null ? '' : translated(first.run.classes[index] ?? '');
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.scroll} role="region" aria-label={text.region} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {columns.map((id) => {
              const index = samples.ids.indexOf(id);
              const label = samples.labels[index]!;
              return (
                <th key={id} scope="col">
                  <Thumbnail native={samples.natives[index]!} />
                  <span>{label < 0 ? text.own : classOf(label)}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ run, label, cells, flips, step }, i) => (
            <tr key={run.id} data-reference={i === 0 || undefined}>
              <th scope="row">
                {translated(label)}
                {i > 0 && (
                  <small>{text.flipsOf(flips.filter(Boolean).length, cells.filter(Boolean).length)}</small>
                )}
              </th>
              {cells.map((cell, column) => (
                <td key={columns[column]}>
                  {cell ? (
                    <MatrixCell
                      cell={cell}
                      run={run}
                      step={step}
                      label={label}
                      sampleId={columns[column]!}
                      flipped={flips[column] ?? false}
                      reference={i > 0 ? { run: first.run, label: first.label } : null}
                      answer={classOf(cell.answer)}
                    >
                      <CellPicture
                        waiting={i >= drawn}
                        cell={cell}
                        reference={difference && i > 0 ? first.cells[column]! : null}
                        layer={layer}
                        channel={channel}
                        theme={theme}
                        limit={limit}
                        gain={gain}
                      />
                    </MatrixCell>
                  ) : (
                    <span className={styles.none}>{text.notSeen}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Thumbnail({ native }: { readonly native: Parameters<typeof nativePixels>[0] }) {
  const pixels = useMemo(() => nativePixels(native), [native]);
  return (
    <span className={styles.thumbnail}>
      <Canvas pixels={pixels} photograph />
    </span>
  );
}
