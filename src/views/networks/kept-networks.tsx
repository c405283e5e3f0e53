import { useExplorer } from '../../store/store';
import { isHere } from '../../store/own-networks';
import { useMessages } from '../../ui/use-messages';
import { AwayNetwork } from './away-network';
import { KeptNetwork } from './kept-network';
import styles from './networks.module.css';

/** The networks that this browser keeps, and which one the next run has; behind them those that only runs still know. */
export function KeptNetworks() {
  const { networks: text } = useMessages();
  const networks = useExplorer(({ ownNetworks }) => ownNetworks.networks);
  const refused = useExplorer(({ ownNetworks }) => ownNetworks.refused);
  const here = networks.filter(isHere);
  const away = networks.filter((network) => !isHere(network));
  const bytes = new Map(here.map((network) => [network.content, network.bytes]));
  const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  return (
    <div className={styles.kept}>
      <h3>{text.kept}</h3>
      <p className={styles.note}>{here.length === 0 ? text.none : text.total(here.length, total)}</p>
      {refused !== null && (
        <p role="alert" className={styles.problem}>
          {refused}
        </p>
      )}
      {networks.length > 0 && (
        <ul className={styles.list}>
          {here.map((network) => (
            <li key={network.id}>
              <KeptNetwork network={network} />
            </li>
          ))}
          {away.map((network) => (
            <li key={network.id}>
              <AwayNetwork network={network} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
