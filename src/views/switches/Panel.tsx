import { useMemo } from 'react';
import { blocks } from '../../core/ablation/registry';
import { chooseSettings } from '../../store/actions';
import { shownRun } from '../../store/selectors';
import type { Settings } from '../../store/settings';
import { useExplorer, useExplorerParts } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { SwitchBlock } from '../../ui/controls/switch-block';
import { useMessages } from '../../ui/use-messages';
import { variantGlyph } from './glyph';
import { optionsOf, refusalsOf, runsOf, withVariant, type AnyBlock, type TrainedRun } from './options';
import styles from './switches.module.css';
import { TrainingProgress } from './training-progress';
import type { KnockOuts, TrainingQueue } from './two-meanings';

interface SwitchesPanelProps {
  /** switches parts of the run on screen off; null = nothing here can */
  readonly knockOuts?: KnockOuts | null;
  /** trains runs one after the other; null = one at a time, with Play */
  readonly queue?: TrainingQueue | null;
}

/** The questions of the method, drawn from the registry: a new variant appears here by itself. */
export function SwitchesPanel({ knockOuts = null, queue = null }: SwitchesPanelProps) {
  // a run that grows keeps its configuration: nothing here renders while one trains
  const configs = useExplorerParts((state) => state.runs.map(({ config }) => config));
  const origins = useExplorerParts((state) => state.runs.map(({ origin }) => origin));
  const trained = useMemo(
    () => configs.map((config, i) => ({ config, origin: origins[i]! })),
    [configs, origins],
  );
  return blocks.map((block: AnyBlock, i) => (
    <BlockSwitch
      key={block.id}
      block={block}
      open={i === 0}
      trained={trained}
      knockOuts={knockOuts}
      queue={queue}
    />
  ));
}

interface BlockSwitchProps extends Required<SwitchesPanelProps> {
  readonly block: AnyBlock;
  readonly open: boolean;
  readonly trained: readonly TrainedRun[];
}

function BlockSwitch({ block, open, trained, knockOuts, queue }: BlockSwitchProps) {
  const messages = useMessages();
  const { switches: text, translated } = messages;
  const settings = useExplorer((state) => state.settings);
  const shown = useExplorer((state) => shownRun(state)?.config ?? null);
  const runs = useMemo(() => runsOf(block, { settings, trained, queue }), [block, settings, trained, queue]);
  const active = knockOuts ? knockOuts.active : undefined;
  const options = optionsOf(block, { settings, shown, runs, active }, messages);
  const value = settings.switches[block.id];
  const chosen = block.variants.find(({ id }) => id === value);
  const away =
    active?.block === block.id ? options.find((option) => option.value === active.variant) : undefined;

  const idle = options.every((option) => option.value === value || option.disabled || !option.chosen);
  const departs = value !== block.default;

  return (
    <SwitchBlock
      question={translated(block.question)}
      value={value}
      options={options.map((option) => ({ ...option, glyph: variantGlyph(block.id, option.value) }))}
      standingIn={away?.value}
      idle={idle ? text.refused : undefined}
      open={open}
      onChange={(id) => chooseSettings(withVariant(settings, block.id, id))}
      onStandIn={(id) =>
        knockOuts?.choose(
          active?.block === block.id && active.variant === id ? null : { block: block.id, variant: id },
        )
      }
    >
      {away ? (
        <div className={styles.away}>
          <p>{away.standIn?.hint}</p>
          {knockOuts?.waits && <p>{knockOuts.waits}</p>}
          <Button onClick={() => knockOuts?.choose(null)}>{text.backOn}</Button>
          {away.chosen && !away.disabled && !runs[away.value] && (
            <TrainButton settings={withVariant(settings, block.id, away.value)} queue={queue}>
              {text.trainWithout}
            </TrainButton>
          )}
          {queue && away.chosen && (
            <TrainingProgress settings={withVariant(settings, block.id, away.value)} cancel={queue.cancel} />
          )}
        </div>
      ) : (
        !idle && (
          <p>
            {chosen && translated(chosen.definition)}{' '}
            {departs ? text.states[runs[value] ?? 'absent'].hint : ''}
          </p>
        )
      )}
      {departs && !runs[value] && (
        <TrainButton settings={settings} queue={queue}>
          {text.train}
        </TrainButton>
      )}
      {queue && departs && !away && <TrainingProgress settings={settings} cancel={queue.cancel} />}
      {refusalsOf(block, settings).map((sentence) => (
        <p key={sentence} className={styles.refusal}>
          {translated(sentence)}
        </p>
      ))}
    </SwitchBlock>
  );
}

interface TrainButtonProps {
  readonly settings: Settings;
  readonly queue: TrainingQueue | null;
  readonly children: string;
}

/** Trained without: a run of its own that can be compared with the one of the same seed. */
function TrainButton({ settings, queue, children }: TrainButtonProps) {
  const { switches: text } = useMessages();
  if (!queue) return null;
  return (
    <Button title={text.paired} onClick={() => queue.add(settings)}>
      {children}
    </Button>
  );
}
