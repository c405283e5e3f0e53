import { useController } from '../../controller/use-controller';
import { linkSentences } from '../../controller/address-bar';
import type { Slide } from '../../data/deck';
import { lookAtSlide } from '../../store/stage-actions';
import { slideState } from '../../store/slide-state';
import { explorer, useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';

interface SlideStateProps {
  readonly slide: Slide;
  onChange(change: Partial<Pick<Slide, 'link' | 'live'>>): void;
}

/** The state that the slide shows: taken over from the page, looked at in it, named to others. */
export function SlideState({ slide, onChange }: SlideStateProps) {
  const messages = useMessages();
  const { decks } = useController();
  const deckId = useExplorer(({ lecture }) => lecture.draft?.id);
  const words = messages.lecture.editor;
  const { problems } = slideState(slide, explorer.getState());
  return (
    <fieldset className={styles.group}>
      <legend>{words.state}</legend>
      <p className={styles.link}>
        <code>{slide.link || words.stateEmpty}</code>
      </p>
      {linkSentences(problems, messages).map((sentence) => (
        <p key={sentence} className={styles.wrong}>
          {sentence}
        </p>
      ))}
      <div className={styles.row}>
        <Button onClick={() => decks.takeOverState()}>{words.takeOver}</Button>
        <Button onClick={() => lookAtSlide(slide)}>{words.look}</Button>
      </div>
      <small>{words.stateHint}</small>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={slide.live !== null}
          onChange={({ target }) => onChange({ live: target.checked ? { link: slide.link } : null })}
        />
        <span>
          {words.live}
          <small>{words.liveHint}</small>
        </span>
      </label>
      {deckId !== undefined && (
        <div className={styles.row}>
          <Button look="quiet" onClick={() => decks.copyLink(deckId, slide.id)}>
            <Icon name="link" />
            {words.link}
          </Button>
          <Button look="quiet" onClick={() => decks.copyEmbed(deckId, slide.id)}>
            <Icon name="window" />
            {words.embed}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
