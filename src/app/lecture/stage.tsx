import { useCallback, useEffect, useRef } from 'react';
import { linkSentences } from '../../controller/address-bar';
import {
  isOwnDeck,
  isPresenting,
  slideAt,
  slidePosition,
  type OpenDeck,
  type Stage as StageState,
} from '../../store/lecture';
import { changeStage, enterSlide, goToDeck, goToShelf, leaveStage } from '../../store/stage-actions';
import { explorer, useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { NoticesPanel } from '../../views/notices/Panel';
import { PointerDot } from './pointer-dot';
import { SlideView } from './slide-view';
import { StageBar } from './stage-bar';
import styles from './stage.module.css';
import { TrainHere } from './train-here';
import { useProjectorType } from './use-projector-type';
import { useStageKeys } from './use-stage-keys';
import { useTalk } from './use-talk';
import { usePresenting } from './use-presenting';

/** A slide on the whole window, for who listens. */
export function Stage() {
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const stage = useExplorer(({ lecture }) => lecture.stage);
  const slideId = useExplorer(({ view }) => view.slide);
  useEffect(() => enterSlide(), [draft, slideId]);
  // whichever way one goes, Back for instance, the page is as it was before
  useEffect(
    () => () => {
      if (!isPresenting(explorer.getState())) leaveStage();
    },
    [],
  );
  return draft && stage && <OpenStage draft={draft} stage={stage} />;
}

interface OpenStageProps {
  readonly draft: OpenDeck;
  readonly stage: StageState;
}

function OpenStage({ draft, stage }: OpenStageProps) {
  const messages = useMessages();
  const { lecture: text } = messages;
  const area = useRef<HTMLElement>(null);
  const { deck } = draft;
  const slide = slideAt(deck, stage.slideId);
  useProjectorType(area, slide.id);
  usePresenting();
  const talk = useTalk('stage');
  const leave = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
    leavePresentation();
  }, []);
  const digits = useStageKeys({ leave, toggleFullscreen });
  const position = slidePosition(deck, slide.id) + 1;
  const count = deck.slides.length;
  const problems = linkSentences(stage.problems, messages);
  return (
    <div className={styles.stage} data-pointing={stage.pointing || undefined}>
      <NoticesPanel />
      <main ref={area} className={styles.area} aria-label={text.stage.region} tabIndex={-1}>
        <div className={styles.fitted}>
          <SlideView deckId={draft.id} slide={slide} language={deck.language} />
          {problems.map((sentence) => (
            <p key={sentence} className={styles.problem}>
              {sentence}
            </p>
          ))}
          {slide.live && <TrainHere live={slide.live} />}
        </div>
      </main>
      <p className={styles.unseen} role="status">
        {text.stage.position(position, count, slide.title)}
      </p>
      {digits !== '' && <p className={styles.digits}>{text.stage.jump(digits)}</p>}
      <StageBar {...{ position, count, leave, toggleFullscreen, talk }} />
      <PointerDot area={area} talk={talk} />
      {stage.blank && (
        <button type="button" className={styles.blank} onClick={() => changeStage({ blank: false })}>
          <span className={styles.unseen}>{text.stage.blanked}</span>
        </button>
      )}
    </div>
  );
}

/** Back to where the deck came from: its editor, or all decks. */
function leavePresentation(): void {
  const { draft } = explorer.getState().lecture;
  const { slide } = explorer.getState().view;
  leaveStage();
  if (draft && isOwnDeck(draft.id)) goToDeck(draft.id, 'edit', slide);
  else goToShelf();
}

function toggleFullscreen(): void {
  // some browsers have none, some frames may not
  if (document.fullscreenElement) void document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => undefined);
}
