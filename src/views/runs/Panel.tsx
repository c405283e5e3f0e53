import { useController } from '../../controller/use-controller';
import { runConfig, sameMethod } from '../../store/run-config';
import type { ForkView, RunView } from '../../store/run-view';
import { openRun, pin, swapPair } from '../../store/actions';
import { besideRun, isActive, offeredRuns, shownRun, sideTone } from '../../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { ToneDot } from '../../ui/controls/tone-dot';
import { useDataTitle } from '../../trace/data-title';
import { useNetworkTitle, useTaskTitle } from '../../trace/network-title';
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
  const { runs: text } = useMessages();
  const runs = useExplorerParts(offeredRuns);
  const shown = useExplorer(shownRun);
  const pinned = useExplorer(besideRun);
  const differs = useExplorer(describesAnother);
  if (!shown) return <p className={styles.none}>{text.none}</p>;
  return (
    <>
      <div className={styles.runs}>
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>{text.legend}</legend>
          {runs.map((run) => (
            <RunChoice key={run.id} run={run} shown={shown} pinned={pinned} alone={runs.length < 2} />
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

interface RunChoiceProps {
  readonly run: RunView;
  readonly shown: RunView;
  /** what stands beside the shown one */
  readonly pinned: RunView | null;
  /** there is none that it could stand beside */
  readonly alone: boolean;
}

/** One run: shown by a press on its name, put beside what is shown by the sign behind it. */
function RunChoice({ run, shown, pinned, alone }: RunChoiceProps) {
  const { runs: text, pair, translated } = useMessages();
  const tone = useExplorer((state) => sideTone(state, run));
  const [isShown, isPinned] = [run.id === shown.id, run.id === pinned?.id];
  return (
    <span className={styles.choice} data-side={pinned && isShown ? 'a' : isPinned ? 'b' : undefined}>
      <label className={styles.name}>
        <input
          className={styles.input}
          type="radio"
          name="run"
          checked={isShown}
          onChange={() => (isPinned ? swapPair() : openRun(run))}
        />
        {pinned && (isShown || isPinned) ? (
          <b className={styles.sign}>{isShown ? pair.signs.a : pair.signs.b}</b>
        ) : (
          <ToneDot tone={tone} />
        )}
        <span>{translated(run.label)}</span>
        <span className={styles.origin}>{text[run.origin]}</span>
      </label>
      {!isShown && !alone && (
        <button
          type="button"
          className={styles.pin}
          aria-pressed={isPinned}
          aria-label={isPinned ? pair.pin.unpinRun(run.label) : pair.pin.run(run.label)}
          title={isPinned ? pair.pin.unpinRun(run.label) : pair.pin.run(run.label)}
          onClick={() => pin(isPinned ? null : { what: 'run', runId: run.id })}
        >
          <Icon name={isPinned ? 'close' : 'beside'} />
        </button>
      )}
    </span>
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
  const { runs: text, runBar } = messages;
  const titleOf = useDataTitle();
  const liveId = useExplorer(({ live }) => live.runId);
  const networkOf = useNetworkTitle();
  const taskOf = useTaskTitle();
  const { method, training, data, backbone } = run.config;
  const titles = { data: titleOf(data), network: networkOf(backbone) };
  const trigger = (
    <Button look="quiet" className={styles.about}>
      <span className={styles.facts}>
        {taskOf(run.config)} · {text.side(method.side)} · {text.seed(training.seed)}
      </span>
      <Icon name="info" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.about(messages.translated(run.label))}>
      <Facts facts={runFacts(run, messages, titles)} />
      {run.id === liveId && (
        <Button onClick={() => controller.saveRun()}>
          <Icon name="save" />
          {runBar.save}
        </Button>
      )}
    </Popover>
  );
}
