import { useMemo, useRef, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer, useExplorerParts } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { Icon } from '../../ui/controls/icon';
import { Segments } from '../../ui/controls/segments';
import { Legend } from '../../ui/pictures/legend';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { sharedGain, sharedLimit } from './geometry';
import { cardsOf } from './own-cards';
import { OwnPictureCard } from './own-picture-card';
import styles from './own-picture.module.css';

const channels = ['r', 'g', 'b'] as const;

/** One picture of the person's own under every variant whose weights are kept, side by side; nothing is trained. */
export function OwnPicturePanel() {
  const { ownPicture: text, matrix: words } = useMessages();
  const theme = useTheme();
  const own = useExplorer((state) => state.ownPicture);
  const known = useExplorer(
    ({ lab, library }) => lab.weighted.length > 0 || library.entries.some(({ hasWeights }) => hasWeights),
  );
  const [channel, setChannel] = useState<(typeof channels)[number]>('r');
  const cards = useMemo(() => cardsOf(own), [own]);
  const limit = useMemo(() => sharedLimit(cards.flatMap(({ view }) => view ?? [])), [cards]);
  const gain = useMemo(() => sharedGain(cards.flatMap(({ cell }) => cell?.product ?? [])), [cards]);
  if (!known) return null;
  const answered = cards.some(({ cell }) => cell !== null);
  return (
    <section className={styles.panel} aria-labelledby="own-picture-title">
      <header className={styles.head}>
        <div>
          <h2 id="own-picture-title">{text.title}</h2>
          <p className={styles.caption}>{text.caption}</p>
        </div>
        <div className={styles.tools}>
          {answered && (
            <Segments
              label={words.channel}
              value={channel}
              options={channels.map((value) => ({ value, label: words.channels[value] }))}
              onChange={(next) => setChannel(next)}
            />
          )}
          <Choose />
        </div>
      </header>
      <Progress answered={Object.keys(own.answers).length} />
      {cards.length > 0 && (
        <ul className={styles.cards}>
          {cards.map((card) => (
            <OwnPictureCard
              key={card.runId}
              card={card}
              channel={channels.indexOf(channel) as 0 | 1 | 2}
              theme={theme}
              limit={limit}
              gain={gain}
            />
          ))}
        </ul>
      )}
      {answered && (
        <div className={styles.legend}>
          <span>{words.legend}</span>
          <Legend name={words.legend} limit={limit} theme={theme} marks={[]} clipped />
          <span>{words.gain(gain)}</span>
        </div>
      )}
    </section>
  );
}

/** A file, or a picture that is already in view. Drops and pastes land here too. */
function Choose() {
  const { ownPicture: text } = useMessages();
  const controller = useController();
  const input = useRef<HTMLInputElement>(null);
  const here = useExplorerParts(({ ownImages, ownPicture }) =>
    ownImages.filter(({ id, state }) => state === 'ready' && id !== ownPicture.sampleId),
  );
  return (
    <>
      {here.map(({ id, name }) => (
        <Button key={id} look="quiet" onClick={() => controller.compareOwnPicture(id)}>
          {name}
        </Button>
      ))}
      <Button
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const [file] = event.dataTransfer.files;
          if (file) controller.comparePicture(file);
        }}
      >
        <Icon name="plus" />
        {text.choose}
      </Button>
      <FileInput
        ref={input}
        label={text.choose}
        accept="image/*"
        onFiles={([file]) => {
          if (file) controller.comparePicture(file);
        }}
      />
    </>
  );
}

function Progress({ answered }: { readonly answered: number }) {
  const { ownPicture: text } = useMessages();
  const controller = useController();
  const state = useExplorer(({ ownPicture }) => ownPicture.state);
  const count = useExplorer(({ ownPicture }) => ownPicture.asked.length);
  const waiting = state === 'opening' || state === 'working';
  return (
    <p className={styles.progress} role="status">
      {text.states[state](answered, count)}
      {waiting && (
        <Button look="quiet" onClick={() => controller.endComparison()}>
          {text.end}
        </Button>
      )}
    </p>
  );
}
