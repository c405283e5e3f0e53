import type { NetworkFacts } from '../../data/source-facts';
import type { PerChannel } from '../../lib/per-channel';
import { useExplorer } from '../../store/store';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import { LicenceLinks, SourceLinks } from './links';
import styles from './sources.module.css';

/** One number, or the three of red, green and blue. */
const inWords = (value: PerChannel): string =>
  typeof value === 'number' ? String(value) : `(${value.join(', ')})`;

export function NetworkCard({ facts }: { readonly facts: NetworkFacts }) {
  const { sources: text, format } = useMessages();
  const loaded = useExplorer(({ engine }) => engine.phase === 'ready');
  const { scale, shift, divisor } = facts.normalisation;
  return (
    <section className={styles.part} aria-labelledby="network-title">
      <h2 id="network-title">{text.network}</h2>
      <article className={styles.card}>
        <header className={styles.head}>
          <h3>{facts.title}</h3>
          {loaded && <span className={styles.mark}>{text.loaded}</span>}
        </header>
        <p className={styles.note}>{text.networkNote}</p>
        <Facts
          facts={[
            [text.facts.classes, text.classes(facts.classes)],
            [text.facts.sides, text.sides(facts.inputSides.min, facts.inputSides.max)],
            [text.facts.normalisation, `(${scale} · x − ${inWords(shift)}) / ${inWords(divisor)}`],
            [text.facts.bytes, format.bytes(facts.bytes)],
            [
              text.facts.licence,
              <LicenceLinks key="licence" licence={facts.licence} folder={`models/${facts.name}`} />,
            ],
            [text.facts.source, <SourceLinks key="source" source={facts.source} />],
            [text.facts.weightsHash, <code key="hash">{facts.hash}</code>],
          ]}
        />
      </article>
    </section>
  );
}
