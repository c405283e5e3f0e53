import { useId } from 'react';
import { isMac } from '../../ui/is-mac';
import { keyRows, keys, keySigns, type KeyPlace } from '../../ui/keys';
import { useMessages } from '../../ui/use-messages';
import styles from './help.module.css';

/** Every key of the page, by the place where it works: the table that the handlers ask. */
export function KeySheet() {
  return (
    <div className={styles.sheet}>
      {(Object.keys(keyRows) as KeyPlace[]).map((place) => (
        <KeyGroup key={place} place={place} />
      ))}
    </div>
  );
}

function KeyGroup({ place }: { readonly place: KeyPlace }) {
  const { help } = useMessages();
  const id = useId();
  const words: Readonly<Record<string, string>> = help.keys[place];
  const rows: Readonly<Record<string, readonly string[]>> = keyRows[place];
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h4 id={id}>{help.keys[place].title}</h4>
      <table className={styles.keys} aria-labelledby={id}>
        <tbody>
          {Object.entries(rows).map(([row, commands]) => (
            <tr key={row}>
              <th scope="row">
                <Presses place={place} commands={commands} />
              </th>
              <td>{words[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface PressesProps {
  readonly place: KeyPlace;
  readonly commands: readonly string[];
}

/** The keys of one row; where one command has several, the others stand behind an “or”. */
function Presses({ place, commands }: PressesProps) {
  const { help } = useMessages();
  const table: Readonly<Record<string, readonly string[]>> = keys[place];
  const most = Math.max(...commands.map((command) => table[command]!.length));
  const ways = Array.from({ length: most }, (_, way) =>
    commands.flatMap((command) => table[command]![way] ?? []),
  );
  return ways.map((specs, way) => (
    <span key={specs.join()} className={styles.way}>
      {way > 0 && <span className={styles.or}>{help.or}</span>}
      {together(specs, help.space).map((sign) => (
        <kbd key={sign}>{sign}</kbd>
      ))}
    </span>
  ));
}

/** What is held down stands once before all that it is held with. */
function together(specs: readonly string[], space: string): readonly string[] {
  return [...new Set(specs.flatMap((spec) => keySigns(spec, { mac: isMac(), space })))];
}
