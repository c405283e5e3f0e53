import { useMemo } from 'react';
import { Canvas } from '../../../ui/pictures/canvas';
import { nativePixels } from '../../../ui/pictures/pixels';
import { signed } from '../../../ui/pictures/number';
import { useMessages } from '../../../ui/use-messages';
import { nativeAt, type Native, type Taps } from './resized-reading';
import styles from './pixel-block.module.css';

interface PixelBlockProps {
  readonly native: Native;
  readonly rows: Taps;
  readonly columns: Taps;
  readonly channel: number;
}

/** More cells than this on one axis have no room for their numbers. */
const mostWritten = 3;

/** The native pixels that one value reads, with their values and weights; many of them as a picture. */
export function PixelBlock({ native, rows, columns, channel }: PixelBlockProps) {
  const many = rows.weights.length > mostWritten || columns.weights.length > mostWritten;
  return many ? (
    <Averaged native={native} rows={rows} columns={columns} />
  ) : (
    <Written native={native} rows={rows} columns={columns} channel={channel} />
  );
}

function Written({ native, rows, columns, channel }: PixelBlockProps) {
  const { stages } = useMessages();
  const text = stages.resized;
  return (
    <table className={styles.block}>
      <caption className={styles.unseen}>{text.blockNote}</caption>
      <thead>
        <tr>
          <td />
          {columns.weights.map((weight, b) => (
            <th key={b} scope="col">
              <small>{text.column(columns.first + b)}</small> × {signed(weight, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.weights.map((down, a) => (
          <tr key={a}>
            <th scope="row">
              <small>{text.row(rows.first + a)}</small> × {signed(down, 2)}
            </th>
            {columns.weights.map((across, b) => {
              const value = nativeAt(native, rows.first + a, columns.first + b, channel);
              return (
                <td key={b} style={inkedOn(native, rows.first + a, columns.first + b)}>
                  <b>{value}</b>
                  <small>× {signed(down * across, 3)}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The pixel's own colour, and the ink that is read on it. */
function inkedOn(native: Native, row: number, column: number) {
  const [red, green, blue] = [0, 1, 2].map((channel) => nativeAt(native, row, column, channel)) as [
    number,
    number,
    number,
  ];
  const light = 0.299 * red + 0.587 * green + 0.114 * blue > 118;
  return { background: `rgb(${red} ${green} ${blue})`, color: light ? '#161513' : '#ffffff' };
}

function Averaged({ native, rows, columns }: Omit<PixelBlockProps, 'channel'>) {
  const { stages } = useMessages();
  const pixels = useMemo(() => {
    const [height, width] = [rows.weights.length, columns.weights.length];
    const data = new Uint8Array(height * width * 3);
    for (let i = 0; i < data.length; i += 1) {
      const cell = Math.floor(i / 3);
      const row = rows.first + Math.floor(cell / width);
      data[i] = nativeAt(native, row, columns.first + (cell % width), i % 3);
    }
    return nativePixels({ width, height, channels: 3, data });
  }, [native, rows.first, columns.first, rows.weights.length, columns.weights.length]);
  return (
    <div className={styles.many}>
      <div style={{ aspectRatio: pixels.width / pixels.height }}>
        <Canvas pixels={pixels} />
      </div>
      <p>{stages.resized.averaged(pixels.width, pixels.height)}</p>
    </div>
  );
}
