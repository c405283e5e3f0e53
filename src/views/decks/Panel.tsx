import { useRef } from 'react';
import { useController } from '../../controller/use-controller';
import { shippedDecks, type DeckFacts } from '../../store/lecture';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import { DeckCard } from './deck-card';
import styles from './decks.module.css';

/** All decks: those that come with the page, and the person's own. */
export function DecksPanel() {
  const { lecture: text } = useMessages();
  const { own, shipped, state } = useExplorer(({ lecture }) => lecture.shelf);
  return (
    <div className={styles.shelf}>
      <header className={styles.head}>
        <h2>{text.title}</h2>
        <p>{text.about}</p>
        <Tools />
      </header>
      <Said />
      <section aria-labelledby="decks-shipped">
        <h3 id="decks-shipped">{text.shipped}</h3>
        <ul className={styles.cards}>
          {shippedDecks.map((id) => (
            <Shipped key={id} known={shipped[id]} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="decks-own">
        <h3 id="decks-own">{text.own}</h3>
        {state === 'unavailable' && <p className={styles.quiet}>{text.unavailable}</p>}
        {own.length === 0 && state === 'ready' && <p className={styles.quiet}>{text.ownEmpty}</p>}
        <ul className={styles.cards}>
          {own.map((facts) => (
            <li key={facts.id}>
              <DeckCard facts={facts} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Shipped({ known }: { readonly known: DeckFacts | 'unreachable' | undefined }) {
  const { lecture: text } = useMessages();
  if (known === undefined) return <li className={styles.waiting}>{text.opening}</li>;
  if (known === 'unreachable') return <li className={styles.waiting}>{text.unreachable}</li>;
  return (
    <li>
      <DeckCard facts={known} />
    </li>
  );
}

function Tools() {
  const { lecture: text } = useMessages();
  const { decks } = useController();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.tools}>
      <Button look="primary" onClick={() => decks.create()}>
        <Icon name="plus" />
        {text.create}
      </Button>
      <Button onClick={() => input.current?.click()}>{text.import}</Button>
      <FileInput
        ref={input}
        label={text.import}
        accept=".json,application/json"
        multiple
        onFiles={(files) => decks.take(files)}
      />
    </div>
  );
}

/** What came of what was asked last, and the way back from a deletion. */
function Said() {
  const { lecture: text, translated } = useMessages();
  const { decks } = useController();
  const { said, removed } = useExplorer(({ lecture }) => lecture.shelf);
  const problem = useExplorer(({ lecture }) => lecture.problem);
  return (
    <div className={styles.said} aria-live="polite">
      {problem && <p data-tone="warn">{translated(problem)}</p>}
      {said.map((one) => (
        <p key={one.text} data-tone={one.tone}>
          {translated(one.text)}
        </p>
      ))}
      {removed !== null && (
        <p className={styles.removed}>
          {text.removed(removed)}
          <Button onClick={() => decks.putBack()}>{text.putBack}</Button>
        </p>
      )}
    </div>
  );
}
