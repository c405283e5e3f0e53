import { useEffect, useRef } from 'react';
import { addressedState, linkedDeck, slideAt } from '../../store/lecture';
import { writeLink } from '../../store/link';
import { enterSlide } from '../../store/stage-actions';
import { explorer, useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { Shown } from '../show/parts';
import styles from './embed.module.css';
import { SlideView } from './slide-view';
import { usePresenting } from './use-presenting';

/** A slide, or the pictures of a state, inside somebody else's page: nothing else, and a way here. */
export function Embed() {
  const { lecture: text, translated } = useMessages();
  const deckId = useExplorer(({ view }) => view.deck);
  const problem = useExplorer(({ lecture }) => lecture.problem);
  usePresenting();
  return (
    <div className={styles.embed}>
      <main className={styles.contents}>
        {deckId === null ? <State /> : problem === null ? <EmbeddedSlide /> : <p>{translated(problem)}</p>}
      </main>
      <OpenLink>{text.embed.open}</OpenLink>
    </div>
  );
}

function EmbeddedSlide() {
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const slideId = useExplorer(({ view }) => view.slide);
  const staged = useExplorer(({ lecture }) => lecture.stage !== null);
  useEffect(() => enterSlide(), [draft, slideId]);
  if (!draft || !staged) return null;
  const { id, deck } = draft;
  return <SlideView deckId={id} slide={slideAt(deck, slideId)} language={deck.language} />;
}

/** What a place shows most of. */
function State() {
  const place = useExplorer(({ view }) => view.place);
  const names = place === 'compare' ? ['table'] : ['pipeline', 'scrubber'];
  return (
    <div className={styles.parts}>
      {names.map((name) => (
        <Shown key={name} name={name} />
      ))}
    </div>
  );
}

function OpenLink({ children }: { readonly children: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  // as it is when it is followed
  const aim = () => {
    const state = addressedState(explorer.getState());
    const query = writeLink({ ...state, view: { ...state.view, embedded: false } });
    const hash = state.view.deck === linkedDeck ? location.hash : '';
    if (link.current) link.current.href = `${location.pathname}${query}${hash}`;
  };
  return (
    <a
      ref={link}
      className={styles.open}
      href={location.pathname}
      target="_blank"
      rel="noreferrer"
      onPointerDown={aim}
      onFocus={aim}
    >
      {children}
    </a>
  );
}
