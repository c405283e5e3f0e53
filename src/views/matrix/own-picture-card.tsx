import type { Theme } from '../../lib/diverging';
import { Bar } from '../../ui/pictures/bar';
import type { ChannelIndex } from '../../ui/pictures/field';
import { useMessages } from '../../ui/use-messages';
import { CellPicture } from './cell-picture';
import type { Guess, OwnCard } from './own-cards';
import styles from './own-picture.module.css';

interface OwnPictureCardProps {
  readonly card: OwnCard;
  readonly channel: ChannelIndex;
  readonly theme: Theme;
  readonly limit: number;
  readonly gain: number;
}

const layers = ['mask', 'product', 'prompted'] as const;

/** What one variant makes of the picture: mask, δ ⊙ m, x̃, and its answer beside the one without a prompt. */
export function OwnPictureCard({ card, ...drawing }: OwnPictureCardProps) {
  const { ownPicture: text, matrix, translated } = useMessages();
  const { label, source, cell, prompted, unprompted, refused } = card;
  const turned = prompted && unprompted && prompted.name !== unprompted.name;
  return (
    <li className={styles.card} data-turned={turned || undefined} data-waiting={!cell && !refused}>
      <h3>
        {translated(label)}
        {source !== 'recorded' && <small>{text.kept}</small>}
      </h3>
      {refused ? (
        <p className={styles.refused}>{translated(refused)}</p>
      ) : (
        <>
          <div className={styles.layers}>
            {layers.map((layer) => (
              <figure key={layer}>
                {cell ? (
                  <CellPicture cell={cell} reference={null} layer={layer} {...drawing} />
                ) : (
                  <span className={styles.waiting} />
                )}
                <figcaption>{matrix.layers[layer]}</figcaption>
              </figure>
            ))}
          </div>
          <dl className={styles.answers}>
            <Answer term={text.prompted} guess={prompted} tone="accent" />
            <Answer term={text.unprompted} guess={unprompted} tone="quiet" />
          </dl>
        </>
      )}
    </li>
  );
}

interface AnswerProps {
  readonly term: string;
  readonly guess: Guess | null;
  readonly tone: 'accent' | 'quiet';
}

function Answer({ term, guess, tone }: AnswerProps) {
  const { matrix, format, translated } = useMessages();
  return (
    <div data-tone={tone}>
      <dt>{term}</dt>
      <dd>
        <b>{guess ? translated(guess.name) : matrix.noAnswer}</b>
        <Bar fraction={guess?.probability ?? 0} tone={tone} />
        <span>{guess ? format.percent(guess.probability) : ''}</span>
      </dd>
    </div>
  );
}
