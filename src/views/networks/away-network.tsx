import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import type { KeptNetwork } from '../../worker/network-protocol';
import styles from './networks.module.css';
import { unitWords } from './unit';

/** A network that runs were trained with and whose weights are not here: which file it was, and how it comes back. */
export function AwayNetwork({ network }: { readonly network: KeptNetwork }) {
  const { networks: text, format } = useMessages();
  const { ownNetworks } = useController();
  const busy = useExplorer(({ ownNetworks: { incoming } }) => incoming.stage === 'arriving');
  const { id, name, title, bytes, classes, origin, content, normalisation, saidNormalisation } = network;
  const hub = origin.from === 'hub';
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h4>{title}</h4>
        <span className={styles.away}>{text.away}</span>
      </header>
      <p className={styles.note}>
        {hub ? text.awayHub(origin.repository, origin.revision) : text.awayFile(name, content.slice(0, 16))}{' '}
        {!hub && saidNormalisation && text.awaySaid}
      </p>
      <Facts
        facts={[
          [text.facts.file, `${name}, ${format.bytes(bytes)}`],
          [text.facts.classes, text.classes(classes)],
          [text.facts.normalisation, saidNormalisation ? unitWords(normalisation) : ''],
        ]}
      />
      <div className={styles.row}>
        {hub && (
          <Button look="primary" disabled={busy} onClick={() => ownNetworks.fetchAgain(id)}>
            {text.fetchAgain(bytes)}
          </Button>
        )}
        <Button aria-label={text.forgetName(name)} onClick={() => ownNetworks.remove(id)}>
          {text.forget}
        </Button>
      </div>
    </article>
  );
}
