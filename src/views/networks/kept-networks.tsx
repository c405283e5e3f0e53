import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import type { KeptNetwork } from '../../worker/network-protocol';
import styles from './networks.module.css';

/** The networks that this browser keeps, and which one the next run has. */
export function KeptNetworks() {
  const { networks: text } = useMessages();
  const networks = useExplorer(({ ownNetworks }) => ownNetworks.networks);
  const refused = useExplorer(({ ownNetworks }) => ownNetworks.refused);
  const bytes = new Map(networks.map((network) => [network.content, network.bytes]));
  const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  return (
    <div className={styles.kept}>
      <h3>{text.kept}</h3>
      <p className={styles.note}>{networks.length === 0 ? text.none : text.total(networks.length, total)}</p>
      {refused !== null && (
        <p role="alert" className={styles.problem}>
          {refused}
        </p>
      )}
      <ul className={styles.list}>
        {networks.map((network) => (
          <li key={network.id}>
            <Kept network={network} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Kept({ network }: { readonly network: KeptNetwork }) {
  const { networks: text, format } = useMessages();
  const controller = useController();
  const used = useExplorer(({ settings }) => settings.backbone === network.id);
  const { id, name, title, bytes, classes, sides, origin, hash } = network;
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h4>{title}</h4>
        {used && <span className={styles.mark}>{text.inUse}</span>}
      </header>
      <Facts
        facts={[
          [text.facts.file, `${name}, ${format.bytes(bytes)}`],
          [
            text.facts.origin,
            origin.from === 'hub' ? text.fromHub(origin.repository, origin.revision) : text.fromFile,
          ],
          [text.facts.classes, text.classes(classes)],
          [text.facts.sides, text.sides(sides.min, sides.max, sides.native)],
          [text.facts.hash, <code key="hash">{hash.slice(0, 16)}…</code>],
        ]}
      />
      <div className={styles.row}>
        {used ? (
          <Button onClick={() => controller.ownNetworks.use(null)}>{text.unuse}</Button>
        ) : (
          <Button look="primary" aria-label={text.use(name)} onClick={() => controller.ownNetworks.use(id)}>
            {text.useShort}
          </Button>
        )}
        <Button aria-label={text.removeName(name)} onClick={() => controller.ownNetworks.remove(id)}>
          {text.remove}
        </Button>
      </div>
    </article>
  );
}
