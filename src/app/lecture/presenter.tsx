import { useEffect, useRef } from 'react';
import { slideAt, type OpenDeck, type Stage as StageState } from '../../store/lecture';
import { enterSlide } from '../../store/stage-actions';
import { useExplorer } from '../../store/store';
import { useSize } from '../../ui/use-size';
import { useMessages } from '../../ui/use-messages';
import { Clock } from '../../views/presenter/clock';
import { PresenterPanel } from '../../views/presenter/Panel';
import { PointerDot } from './pointer-dot';
import styles from './presenter.module.css';
import { SlideView } from './slide-view';
import { usePresenting } from './use-presenting';
import { useStageKeys } from './use-stage-keys';
import { useTalk } from './use-talk';

const nothing = () => undefined;
/** of the window that the preview stands for, in CSS pixels; its type is the page's own */
const room = { width: 1120, height: 630 };

/** The speaker's window. */
export function Presenter() {
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const stage = useExplorer(({ lecture }) => lecture.stage);
  const slideId = useExplorer(({ view }) => view.slide);
  useEffect(() => enterSlide(), [draft, slideId]);
  return draft && stage && <OpenPresenter draft={draft} stage={stage} />;
}

interface OpenPresenterProps {
  readonly draft: OpenDeck;
  readonly stage: StageState;
}

function OpenPresenter({ draft, stage }: OpenPresenterProps) {
  const { lecture: text } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  usePresenting();
  const talk = useTalk('presenter');
  useStageKeys({ leave: nothing, toggleFullscreen: nothing });
  const { deck } = draft;
  const slide = slideAt(deck, stage.slideId);
  const scale = size ? size.width / room.width : 0.5;
  return (
    <main>
      <PresenterPanel
        deck={deck}
        slideId={slide.id}
        clock={<Clock />}
        paired={talk.paired}
        reopen={talk.openOther}
        preview={
          <div
            ref={frame}
            className={styles.frame}
            role="group"
            aria-label={text.presenter.preview}
            data-blank={stage.blank || undefined}
            style={{ blockSize: room.height * scale }}
          >
            <div
              ref={area}
              className={styles.room}
              style={{ inlineSize: room.width, blockSize: room.height, scale: String(scale) }}
            >
              <SlideView deckId={draft.id} slide={slide} language={deck.language} />
            </div>
          </div>
        }
      />
      <PointerDot area={area} talk={talk} always />
    </main>
  );
}
