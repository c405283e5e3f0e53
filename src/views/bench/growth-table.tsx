import { bench as text } from '../../messages/english/bench';
import type { Growth } from '../../training/bench/report';
import styles from './bench.module.css';

export function GrowthTable({ growth }: { readonly growth: readonly Growth[] }) {
  return (
    <section>
      <h2>{text.growth}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(text.growthColumns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {growth.map(({ by, points, law }) => (
            <tr key={by}>
              <th scope="row">{by}</th>
              <td>{points.map(({ at, cost }) => text.point(at, cost)).join(', ')}</td>
              <td>{law.exponent.toFixed(2)}</td>
              <td>{law.explained.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
