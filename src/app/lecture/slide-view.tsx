import type { CSSProperties } from 'react';
import type { Slide } from '../../data/deck';
import { isShownPart } from '../../lib/shown-parts';
import { isRevealed } from '../../store/guesses';
import { questionId } from '../../store/lecture';
import { useExplorer } from '../../store/store';
import { Formula } from '../../ui/formula/formula';
import { Words } from '../../ui/formula/words';
import { useMessages } from '../../ui/use-messages';
import { givesAnswer, partShape, Shown } from '../show/parts';
import { SlidePrediction } from './slide-prediction';
import { partsGrid } from './slide-layout';
import styles from './slide.module.css';

interface SlideViewProps {
  readonly deckId: string;
  readonly slide: Slide;
  /** of the deck, as in `<html lang>` */
  readonly language: string;
}

/**
 * One slide: title, words, formulae, a question and the parts of the page that show its state, which is in the store.
 * Whatever the next slide shows too keeps its place in the tree, and so its pictures.
 */
export function SlideView({ deckId, slide, language }: SlideViewProps) {
  const { lecture: text } = useMessages();
  const { title, words, formulae, predict } = slide;
  const question = questionId(deckId, slide.id);
  const revealed = useExplorer(({ guesses }) => isRevealed(guesses, question));
  // what tells the answer waits for it
  const shows = predict && !revealed ? slide.shows.filter((name) => !givesAnswer(name)) : slide.shows;
  const written = words !== '' || formulae.length > 0;
  const layout = layoutOf(shows, { predicts: predict !== null });
  // something stands beside the parts
  const sided = layout === 'columns' && (written || predict !== null);
  const grid = partsGrid(shows.map(partShape), sided ? 2 : 3);
  return (
    <article
      className={styles.slide}
      data-layout={layout}
      data-written={written || undefined}
      data-sided={sided || undefined}
    >
      <h2 className={styles.title} lang={language} data-anchor="title">
        {title}
      </h2>
      {written && (
        <div className={styles.text} lang={language} data-anchor="text">
          {words !== '' && <Words text={words} />}
          {formulae.length > 0 && (
            <div className={styles.formulae}>
              {formulae.map((tex, i) => (
                <Formula key={i} tex={tex} />
              ))}
            </div>
          )}
        </div>
      )}
      {predict && (
        <div className={styles.predict} lang={language} data-anchor="predict">
          <SlidePrediction id={question} predict={predict} />
        </div>
      )}
      {shows.length > 0 && (
        <div className={styles.parts} style={{ '--rows': grid.rows } as CSSProperties}>
          {shows.map((name, i) => (
            // a group: the panel inside may be a landmark of the same name
            <div
              key={name}
              role="group"
              className={styles.part}
              data-shape={partShape(name)}
              style={{ '--span': grid.spans[i] } as CSSProperties}
              data-anchor={`part-${name}`}
              aria-label={isShownPart(name) ? text.parts[name] : name}
            >
              <Shown name={name} />
            </div>
          ))}
        </div>
      )}
    </article>
  );
}

/**
 * `rows`: something needs the whole width. `columns`: words on the left. `text`: nothing but words. `asks`: words and
 * a question.
 */
function layoutOf(shows: readonly string[], { predicts }: { readonly predicts: boolean }) {
  const shapes = shows.map(partShape);
  if (shapes.includes('wide')) return 'rows';
  if (shapes.length > 0) return shapes.every((shape) => shape === 'line') ? 'rows' : 'columns';
  return predicts ? 'asks' : 'text';
}
