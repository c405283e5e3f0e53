import type { RunSummary } from '../../data/run-entry';
import { recordedFacts } from '../../store/recorded-facts';
import { isLabRun } from '../../store/run-ids';
import { useExplorer } from '../../store/store';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import styles from './sources.module.css';

/** The runs that came with the page: what it opens with, and the lab. */
export function Recordings() {
  const { sources: text } = useMessages();
  const shipped = useExplorer(({ library }) => library.shipped);
  const openedOn = useExplorer(
    ({ runs }) => runs.find(({ origin, id }) => origin === 'recorded' && !isLabRun(id))?.provenance.recorded,
  );
  const lab = useExplorer((state) => state.lab);
  const contents = useExplorer(({ sources }) => sources.contents);
  const ofLab = shipped.filter(({ id }) => isLabRun(id));
  const opening = shipped.filter(({ id }) => !isLabRun(id));
  const unread = { unasked: text.labLoading, loading: text.labLoading, missing: text.labMissing };
  return (
    <section className={styles.part} aria-labelledby="recordings-title">
      <h2 id="recordings-title">{text.recordings}</h2>
      <div className={styles.card}>
        <p className={styles.note}>{text.recordingsNote}</p>
        <h3>{text.opening}</h3>
        <RecordedRuns
          runs={opening}
          recorded={openedOn ?? ''}
          bytes={contents?.openingRuns}
          command="smm train --record"
        />
        <h3>{text.lab}</h3>
        {lab.state === 'ready' ? (
          <RecordedRuns
            runs={ofLab}
            recorded={lab.packed.slice(0, 10)}
            bytes={contents?.lab}
            command="smm record"
          />
        ) : (
          <p className={styles.note}>{lab.state === 'failed' ? text.labUnread : unread[lab.state]}</p>
        )}
      </div>
    </section>
  );
}

interface RecordedRunsProps {
  readonly runs: readonly RunSummary[];
  /** ISO date */
  readonly recorded: string;
  readonly bytes: number | undefined;
  readonly command: string;
}

function RecordedRuns({ runs, recorded, bytes, command }: RecordedRunsProps) {
  const { sources: text, format, settings } = useMessages();
  const titles: Readonly<Record<string, string>> = settings.data.titles;
  const { variants, tasks, devices, versions } = recordedFacts(runs);
  return (
    <Facts
      facts={[
        [text.facts.runs, text.runsOf(runs.length, variants)],
        [
          text.facts.task,
          tasks
            .map(({ data, seeds, ...task }) =>
              text.task({ ...task, data: titles[data] ?? data, seeds: text.seeds(seeds) }),
            )
            .join('; '),
        ],
        [text.facts.recorded, recorded],
        [text.facts.device, devices.join('; ')],
        [text.facts.versions, versions.map(({ app, tfjs }) => `${app}, TensorFlow.js ${tfjs}`).join('; ')],
        [text.facts.bytes, bytes === undefined ? '' : format.bytes(bytes)],
        [text.facts.how, <code key="command">{command}</code>],
      ]}
    />
  );
}
