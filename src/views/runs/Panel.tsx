import { useController } from '../../controller/use-controller';
import { runConfig, sameMethod } from '../../store/run-config';
import type { ForkView, RunView } from '../../store/run-view';
import { openRun } from '../../store/actions';
import { isActive, offeredRuns, runTone, shownRun } from '../../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { ToneDot } from '../../ui/controls/tone-dot';
import { useMessages } from '../../ui/use-messages';
import styles from './runs.module.css';
import { forkParts } from './fork-parts';
import { runFacts } from './run-facts';

/** The switches ask for another method or other pictures than the run on screen shows. */
const describesAnother = (state: ExplorerState) => {
  const shown = shownRun(state);
  return shown !== null && !isActive(state) && !sameMethod(shown.config, runConfig(state.settings));
};

/** Which run is on screen, and where its numbers come from. */
export function RunsPanel() {
  const { runs: text, translated } = useMessages();
  const runs = useExplorerParts(offeredRuns);
  const shown = useExplorer(shownRun);
  const differs = useExplorer(describesAnother);
  if (!shown) return <p className={styles.none}>{text.none}</p>;
  return (
    <>
      <div className={styles.runs}>
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>{text.legend}</legend>
          {runs.map((run) => (
            <label key={run.id} className={styles.choice}>
              <input
                className={styles.input}
                type="radio"
                name="run"
                checked={run.id === shown.id}
                onChange={() => openRun(run)}
              />
              <ToneDot tone={runTone(run)} />
              <span>{translated(run.label)}</span>
              <span className={styles.origin}>{text[run.origin]}</span>
            </label>
          ))}
        </fieldset>
        {differs ? (
          <p className={styles.differs} title={text.differs}>
            {text.differs}
          </p>
        ) : (
          <p className={styles.what}>
            <span>{text.what}</span>
          </p>
        )}
        <RunFacts run={shown} />
      </div>
      {shown.fork && <ForkedFrom fork={shown.fork} />}
    </>
  );
}

/** What a fork went on with, and what began anew. */
function ForkedFrom({ fork }: { readonly fork: ForkView }) {
  const messages = useMessages();
  const { runs: text } = messages;
  const { label, step, parts } = fork;
  const named = parts && forkParts(parts, messages);
  const sentence = [
    text.forked(label, step),
    ...(named ? [text.carried(named.carried), text.fresh(named.fresh)] : [text.replaying]),
  ].join(' ');
  return <p className={styles.forked}>{sentence}</p>;
}

function RunFacts({ run }: { readonly run: RunView }) {
  const controller = useController();
  const messages = useMessages();
  const { runs: text, settings, runBar } = messages;
  const liveId = useExplorer(({ live }) => live.runId);
  const data = settings.data.titles[run.config.data as keyof typeof settings.data.titles] ?? run.config.data;
  const { method, training } = run.config;
  const trigger = (
    <Button look="quiet" className={styles.about}>
      <span className={styles.facts}>
        {data} · {text.side(method.side)} · {text.seed(training.seed)}
      </span>
      <Icon name="info" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.about(messages.translated(run.label))}>
      <Facts facts={runFacts(run, messages)} />
      {run.id === liveId && (
        <Button onClick={() => controller.saveRun()}>
          <Icon name="save" />
          {runBar.save}
        </Button>
      )}
    </Popover>
  );
}
