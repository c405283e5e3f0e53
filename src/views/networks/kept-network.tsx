import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import type { KeptNetwork as Kept } from '../../worker/network-protocol';
import { useClassWords } from './class-words';
import styles from './networks.module.css';
import { originWords, suggestedWords } from './words';

export function KeptNetwork({ network }: { readonly network: Kept }) {
  const { networks: text, format } = useMessages();
  const { ownNetworks } = useController();
  const classWords = useClassWords();
  const used = useExplorer(({ settings }) => settings.backbone === network.id);
  const { id, name, title, bytes, classes, classNames, sides, origin, hash, suggested } = network;
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h4>{title}</h4>
        {used && <span className={styles.mark}>{text.inUse}</span>}
      </header>
      <Facts
        facts={[
          [text.facts.file, `${name}, ${format.bytes(bytes)}`],
          [text.facts.origin, originWords(origin, text)],
          [text.facts.classes, classWords(classes, classNames ? text.names.given : null)],
          [text.facts.sides, text.sides(sides.min, sides.max, sides.native)],
          [text.facts.suggested, suggested ? suggestedWords(suggested, text) : ''],
          [text.facts.hash, <code key="hash">{hash.slice(0, 16)}…</code>],
        ]}
      />
      <div className={styles.row}>
        {used ? (
          <Button onClick={() => ownNetworks.use(null)}>{text.unuse}</Button>
        ) : (
          <Button look="primary" aria-label={text.use(name)} onClick={() => ownNetworks.use(id)}>
            {text.useShort}
          </Button>
        )}
        <Suggestion network={network} used={used} />
        <Button aria-label={text.removeName(name)} onClick={() => ownNetworks.remove(id)}>
          {text.remove}
        </Button>
      </div>
    </article>
  );
}

interface SuggestionProps {
  readonly network: Kept;
  readonly used: boolean;
}

/** The side and batch that should fit, where they are not what is set. */
function Suggestion({ network: { id, fitting }, used }: SuggestionProps) {
  const { networks: text } = useMessages();
  const { ownNetworks } = useController();
  const { side, batch } = useExplorer(({ settings }) => settings);
  if (!fitting || (used && side === fitting.side && batch === fitting.batch)) return null;
  const words = used ? text.takeSuggested : text.useSuggested;
  return <Button onClick={() => ownNetworks.useSuggested(id)}>{words(fitting.side, fitting.batch)}</Button>;
}
