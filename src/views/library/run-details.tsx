import { useId } from 'react';
import { useController } from '../../controller/use-controller';
import type { RunEntry } from '../../data/run-entry';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import { CheckRun } from './check-run';
import styles from './library.module.css';

/** What is written on a run, where its numbers come from, and the ways on from it. */
export function RunDetails({ entry }: { readonly entry: RunEntry }) {
  const { library: text, format } = useMessages();
  const controller = useController();
  const id = useId();
  const { created, source, provenance, tags, notes, result, checkpoints } = entry;
  const busy = useExplorer(
    ({ live, queue }) =>
      live.runId === entry.id ||
      queue.some((one) => one.id === entry.id && ['waiting', 'running', 'paused'].includes(one.state)),
  );
  const step = checkpoints.at(-1)?.step;
  return (
    <>
      <div className={styles.written}>
        <label htmlFor={`${id}-tags`}>{text.tagsField}</label>
        <input
          id={`${id}-tags`}
          // written anew when it has been tidied, or changed in another tab
          key={`tags ${tags.join()}`}
          type="text"
          defaultValue={tags.join(', ')}
          onBlur={({ target }) => {
            const words = target.value.split(',').map((tag) => tag.trim());
            const written = words.filter((tag) => tag !== '');
            if (written.join() !== tags.join()) controller.library.annotate(entry.id, { tags: written });
          }}
        />
        <label htmlFor={`${id}-notes`}>{text.notes}</label>
        <textarea
          id={`${id}-notes`}
          key={`notes ${notes}`}
          rows={3}
          defaultValue={notes}
          onBlur={({ target }) => {
            if (target.value !== notes) controller.library.annotate(entry.id, { notes: target.value });
          }}
        />
        {result === null && source === 'trained-here' && step !== undefined && !busy && (
          <Button onClick={() => controller.goOnWith(entry.id)}>{text.goOn(step)}</Button>
        )}
      </div>
      <CheckRun entry={entry} />
      <Facts
        facts={[
          [text.facts.kept, format.date(created)],
          [text.facts.source, text.sources[source]],
          [text.facts.device, provenance.device],
          [text.facts.version, provenance.versions['app'] ?? ''],
          [text.facts.dataHash, provenance.dataHash.slice(0, 16)],
          [text.facts.backboneHash, provenance.backboneHash.slice(0, 16)],
        ]}
      />
    </>
  );
}
