import type { DatasetFacts } from '../../data/source-facts';
import { useExplorer } from '../../store/store';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import { exampleTiles, sheetTile } from './geometry';
import { LicenceLinks, SourceLinks } from './links';
import styles from './sources.module.css';

export function DatasetCard({ facts }: { readonly facts: DatasetFacts }) {
  const { sources: text, settings, format } = useMessages();
  const chosen = useExplorer(({ settings: { data } }) => data === facts.name);
  const { titles } = settings.data;
  const name = titles[facts.name as keyof typeof titles] ?? facts.title;
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h3>{name}</h3>
        {chosen && <span className={styles.mark}>{text.inUse}</span>}
      </header>
      <ul className={styles.tiles} aria-label={text.examples(name)}>
        {exampleTiles(facts).map(({ label, ...tile }) => (
          <li key={label} title={label}>
            <span className={styles.tile} style={sheetTile(facts.sheet, tile)} aria-hidden="true" />
            <small>{label}</small>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {facts.title}. {facts.description} {facts.notice}
      </p>
      <Facts
        facts={[
          [text.facts.pictures, text.counts(facts.trainCount, facts.testCount)],
          [text.facts.size, text.each(facts.side, facts.channels)],
          [text.facts.classes, format.count(facts.classes.length)],
          [text.facts.bytes, format.bytes(facts.bytes)],
          [
            text.facts.licence,
            <LicenceLinks key="licence" licence={facts.licence} folder={`datasets/${facts.name}`} />,
          ],
          [text.facts.source, <SourceLinks key="source" source={facts.source} />],
          [text.facts.descriptionHash, <code key="hash">{facts.hash}</code>],
        ]}
      />
    </article>
  );
}
