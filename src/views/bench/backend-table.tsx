import { bench as text } from '../../messages/english/bench';
import type { MeasuredBackend, MeasuredProgram, MeasuredRow } from '../../training/bench/report';
import styles from './bench.module.css';

export function BackendTable({ backend, adapter, peaks, rows }: MeasuredBackend) {
  return (
    <section>
      <h2 id={`bench-${backend}`}>{text.backend(backend, adapter)}</h2>
      <p className={styles.note}>{text.peaks(peaks.multiplyAddsPerSecond, peaks.bytesPerSecond)}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles.scroll} role="region" aria-labelledby={`bench-${backend}`} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {Object.values(text.columns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.part} {...row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ part, side, batch, ours, other, speedup }: MeasuredRow) {
  const columns = Object.keys(text.columns).length;
  return (
    <>
      <ProgramRow part={part} {...ours} />
      {other && <ProgramRow part={part} {...other} />}
      <tr className={styles.verdict}>
        <td colSpan={columns}>
          {text.size(side, batch)}
          {speedup && ` · ${text.faster(speedup.median, speedup.least, speedup.most)}`}
        </td>
      </tr>
    </>
  );
}

function ProgramRow({
  part,
  name,
  threads,
  milliseconds,
  imagesPerSecond,
  counted,
  roofline,
}: MeasuredProgram & Pick<MeasuredRow, 'part'>) {
  const { median, least, most } = milliseconds;
  return (
    <tr>
      <th scope="row">{text.program(name, text.parts[part], threads)}</th>
      <td>{text.spread(median, least, most)}</td>
      <td>{text.rate(imagesPerSecond)}</td>
      <td>
        {counted ? text.executed(counted.multiplyAdds.executed, counted.multiplyAdds.needed) : text.none}
      </td>
      <td>{counted ? text.whole(counted.kernels) : text.none}</td>
      <td>{counted ? text.mega(counted.bytes) : text.none}</td>
      <td>{counted ? text.mega(counted.peakBytes) : text.none}</td>
      <td>{counted?.device ? text.device(counted.device) : text.none}</td>
      <td>{roofline ? text.roofline(roofline.share, roofline.boundBy) : text.none}</td>
    </tr>
  );
}
