import { useMemo, useState } from 'react';
import { PUBLISHED } from '../../lib/normalisation';
import { createRandom } from '../../lib/random';
import { Bar } from '../../ui/pictures/bar';
import { Legend } from '../../ui/pictures/legend';
import { Picture, type Probing } from '../../ui/pictures/picture';
import { areaOf, cellAt } from '../../ui/pictures/place';
import { divergingPixels, framePixels, naturalPixels, signedPixels } from '../../ui/pictures/pixels';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import styles from './gallery.module.css';
import type { Cell, Field } from '../../ui/pictures/field';

const side = 24;

/** A ramp of true values −1 … +1 from left to right, with a little grain: what a colour map must show. */
function ramp(): Field {
  const random = createRandom(5, 'picture sheet');
  const values = Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const column = Math.floor(i / 3) % side;
    const row = Math.floor(i / (3 * side));
    return (2 * column) / (side - 1) - 1 + 0.3 * (row / side) * (random.uniform() - 0.5);
  });
  return { width: side, height: side, values };
}

/** Each kind of picture by itself, on the same values. */
export function PictureSheet() {
  const { gallery: text } = useMessages();
  const theme = useTheme();
  const [cell, setCell] = useState<Cell>({ row: 8, column: 16 });
  const field = useMemo(() => ramp(), []);
  const frame = useMemo(
    () => Uint8Array.from({ length: side * side }, (_, i) => Number(i % side < 6 || i < 6 * side)),
    [],
  );
  const probing = useMemo<Probing>(
    () => ({
      point: (place) => place && setCell(cellAt(place, side, side)),
      pin: (place) => setCell(cellAt(place, side, side)),
      nudge: ({ row, column }) =>
        setCell((from) => ({
          row: Math.min(Math.max(from.row + row, 0), side - 1),
          column: Math.min(Math.max(from.column + column, 0), side - 1),
        })),
    }),
    [],
  );
  const pictures = {
    diverging: divergingPixels(field, { channel: 0, limit: 1, theme }),
    clipped: divergingPixels(field, { channel: 0, limit: 0.5, theme }),
    signed: signedPixels(field, 1),
    natural: naturalPixels(field, { units: PUBLISHED, channel: 'all' }),
    frame: framePixels(frame, side, theme),
  };
  const area = areaOf(cell, side, side);
  return (
    <div className={styles.sheet}>
      {(Object.keys(pictures) as (keyof typeof pictures)[]).map((kind) => (
        <figure key={kind}>
          <Picture
            name={text.pictures[kind]}
            summary={text.warning}
            pixels={pictures[kind]}
            ruled={kind === 'diverging'}
            probe={area}
            probing={probing}
          />
          <figcaption>{text.pictures[kind]}</figcaption>
        </figure>
      ))}
      <figure className={styles.wide}>
        <Legend
          name={text.pictures.legend}
          limit={1}
          theme={theme}
          clipped={false}
          marks={[
            { sign: 'R', value: -0.4, strong: true },
            { sign: 'G', value: -0.38, strong: false },
            { sign: 'B', value: 0.9, strong: false },
          ]}
        />
        <Legend name={text.pictures.legend} limit={0.015} theme={theme} clipped marks={[]} />
        <figcaption>{text.pictures.legend}</figcaption>
      </figure>
      <figure className={styles.wide}>
        {[0, 0.01, 0.4, 1].map((fraction) => (
          <Bar key={fraction} fraction={fraction} tone={fraction === 0.4 ? 'accent' : 'quiet'} />
        ))}
        <figcaption>{text.pictures.bars}</figcaption>
      </figure>
    </div>
  );
}
