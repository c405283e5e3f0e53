import { useMessages } from '../../ui/use-messages';
import styles from './losses.module.css';
import type { Row } from './row';

/** The same numbers to read, without the empty bars. */
export function BarTable({ rows }: { readonly rows: readonly Row[] }) {
  const { survey: words, format } = useMessages();
  const { losses: text } = words;
  const bars = rows[0]?.bars ?? [];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.tableScroll} role="region" aria-label={text.title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.table.range}</th>
            {rows.map(({ part, name }) => (
              <th key={part} scope="col">
                {name || text.table.count}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ left, right }, at) =>
            rows.every((row) => row.bars[at]!.indices.length === 0) ? null : (
              <tr key={left}>
                <th scope="row">
                  {rows.some((row) => row.bars[at]!.from === -Infinity)
                    ? text.below(words.signed(right))
                    : rows.some((row) => row.bars[at]!.to === Infinity)
                      ? text.above(words.signed(left))
                      : text.between(words.signed(left), words.signed(right))}
                </th>
                {rows.map(({ part, bars: own }) => (
                  <td key={part}>{format.count(own[at]!.indices.length)}</td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
