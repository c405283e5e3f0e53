import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { droppedFiles } from '../../controller/given-files';
import { useExplorer } from '../../store/store';
import { Arriving } from '../../ui/arriving';
import { Button } from '../../ui/controls/button';
import { ThinProgress } from '../../ui/controls/thin-progress';
import { lazyPart } from '../../ui/lazy-part';
import { useMessages } from '../../ui/use-messages';
import { OpenResults } from './open-results';
import { Said } from './said';
import styles from './sweep-results.module.css';

const Contents = lazyPart(async () => (await import('./contents')).ResultsContents);

/** Results of many runs from files: opened here, and shown in a table of their own. Nothing of them is kept. */
export function SweepResultsPanel() {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  const { state, reading, view, files } = useExplorer((all) => all.sweepResults);
  const [held, setHeld] = useState(false);
  return (
    <section
      className={styles.panel}
      aria-labelledby="sweep-results-title"
      data-held={held || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setHeld(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        // from one part of the panel to another it stays
        if (!currentTarget.contains(relatedTarget as Node | null)) setHeld(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setHeld(false);
        // a piece of text is no empty folder
        if (!event.dataTransfer.types.includes('Files')) return;
        sweepResults.open(droppedFiles(event.dataTransfer));
      }}
    >
      <header className={styles.head}>
        <h2 id="sweep-results-title">{text.title}</h2>
        <p className={styles.quiet}>{state === 'none' ? text.about : text.memory(files)}</p>
        <OpenResults />
      </header>
      {reading && (
        <div className={styles.reading}>
          <ThinProgress label={text.reading} value={reading.done} max={Math.max(1, reading.total)} />
          <p className={styles.quiet}>{text.readingDone(reading.done, reading.total)}</p>
          <Button look="quiet" onClick={() => sweepResults.stop()}>
            {text.stop}
          </Button>
        </div>
      )}
      <Said />
      {state !== 'none' && view && (
        <Arriving name={text.title}>
          <Contents view={view} />
        </Arriving>
      )}
    </section>
  );
}
