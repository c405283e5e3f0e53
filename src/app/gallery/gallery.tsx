import { CurvesPanel } from '../../views/curves/Panel';
import { PairPanel } from '../../views/pair/Panel';
import { PipelinePanel } from '../../views/pipeline/Panel';
import { PresenterPanel } from '../../views/presenter/Panel';
import { SamplesPanel } from '../../views/samples/Panel';
import { ScrubberPanel } from '../../views/scrubber/Panel';
import { SweepResultsPanel } from '../../views/sweep-results/Panel';
import { useMessages } from '../../ui/use-messages';
import styles from './gallery.module.css';
import { Compare } from '../compare';
import { Door } from '../door';
import { DataPlace } from '../data-place';
import { Lecture } from '../lecture/lecture';
import { fixtureDeck } from './fixture-deck';
import { PictureSheet } from './picture-sheet';
import { PredictSheet } from './predict-sheet';
import { scenes, type SceneId } from './scenes';
import { Survey } from '../survey';
import { SwitchSheet } from './switch-sheet';

/** Every panel with made-up values: for those who change how it looks, and for the visual tests. */
export function Gallery({ scene }: { readonly scene: SceneId | 'pictures' }) {
  const { gallery: text } = useMessages();
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{text.title}</h1>
        <p>{text.warning}</p>
        {/* closed, so that one scene more moves nothing on the pictures of the others */}
        <details>
          <summary>{text.scenes}</summary>
          <nav className={styles.scenes} aria-label={text.title}>
            {(['pictures', ...Object.keys(scenes)] as const).map((id) => (
              <a key={id} href={`?gallery=${id}`} aria-current={id === scene ? 'page' : undefined}>
                {id}
              </a>
            ))}
          </nav>
        </details>
      </header>
      {scene === 'pictures' ? (
        <PictureSheet />
      ) : scene === 'switches' ? (
        <SwitchSheet />
      ) : scene === 'compare' || scene === 'library' ? (
        <Compare />
      ) : scene === 'sweep-results' ? (
        <SweepResultsPanel />
      ) : scene === 'door' ? (
        <Door />
      ) : scene.startsWith('predict') ? (
        <PredictSheet />
      ) : scene === 'data' || scene === 'networks' ? (
        <DataPlace />
      ) : scene === 'lecture-presenter' ? (
        <PresenterPanel
          deck={fixtureDeck}
          slideId="one"
          preview={null}
          clock={null}
          paired
          reopen={() => undefined}
        />
      ) : scene.startsWith('lecture') ? (
        <Lecture />
      ) : scene === 'survey' || scene === 'survey-beside' ? (
        <>
          <h2>{scenes[scene].title}</h2>
          <Survey />
        </>
      ) : (
        <>
          <h2>{scenes[scene].title}</h2>
          <SamplesPanel />
          {scene.startsWith('pair') ? <PairPanel /> : <PipelinePanel />}
          <ScrubberPanel />
          <CurvesPanel />
        </>
      )}
    </main>
  );
}
