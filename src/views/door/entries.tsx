import { useMessages } from '../../ui/use-messages';
import styles from './door.module.css';
import { StateLink } from './state-link';

const lectures = [
  ['tenMinutes', '?place=lecture&deck=ten-minutes'],
  ['fiveAblations', '?place=lecture&deck=five-ablations'],
] as const;

const places = [
  ['explore', '?place=explore'],
  ['compare', '?place=compare'],
  ['data', '?place=data'],
] as const;

/** The ways on for those who have no question: the two lectures, and the places of the page. */
export function Entries() {
  const { door } = useMessages();
  const list = (entries: typeof lectures | typeof places) => (
    <ul className={styles.entries}>
      {entries.map(([name, to]) => (
        <li key={name}>
          <StateLink to={to} className={styles.entry}>
            <strong>{door.entries[name].title}</strong>
            <span>{door.entries[name].hint}</span>
          </StateLink>
        </li>
      ))}
    </ul>
  );
  return (
    <div className={styles.ways}>
      <section aria-labelledby="door-lectures">
        <h3 id="door-lectures">{door.lectures}</h3>
        {list(lectures)}
      </section>
      <section aria-labelledby="door-places">
        <h3 id="door-places">{door.places}</h3>
        {list(places)}
      </section>
    </div>
  );
}
