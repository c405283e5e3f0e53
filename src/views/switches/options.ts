import type { Block, KnockOutOffer, Variant } from '../../core/ablation/block';
import { knockOutOf, knockOutRefusal } from '../../core/ablation/knock-outs';
import { blocks, choose, refusal, type BlockId, type Switches } from '../../core/ablation/registry';
import type { RunConfig } from '../../core/method-config';
import type { Messages } from '../../messages/messages';
import type { KnockOutChoice } from '../../store/knock-out';
import { runConfig, sameMethod } from '../../store/run-config';
import type { Settings } from '../../store/settings';
import type { StandIn, SwitchOption } from '../../ui/controls/switch-block';
import type { TrainingQueue } from './two-meanings';

export type AnyBlock = Block & { readonly id: BlockId };

/** What is known of the runs that a block's variants would make, and of the run on screen. */
export interface BlockState {
  readonly settings: Settings;
  /** the configuration of the run on screen; null = there is none */
  readonly shown: RunConfig | null;
  /** by variant: whether there is a run of it, or how far its training is; left out = nothing yet */
  readonly runs: Readonly<Partial<Record<string, keyof Messages['switches']['states']>>>;
  /** what stands in now; undefined = nothing can */
  readonly active: KnockOutChoice | null | undefined;
}

/** What names a run that is on the page: it never changes while the run grows. */
export interface TrainedRun {
  readonly config: RunConfig;
  readonly origin: 'recorded' | 'live';
}

/** By variant of a block: what there is of the run that choosing it would make. */
export function runsOf(
  block: AnyBlock,
  {
    settings,
    trained,
    queue,
  }: {
    readonly settings: Settings;
    readonly trained: readonly TrainedRun[];
    readonly queue: TrainingQueue | null;
  },
): BlockState['runs'] {
  return Object.fromEntries(
    block.variants.flatMap(({ id }) => {
      const wanted = withVariant(settings, block.id, id);
      const config = runConfig(wanted);
      const known =
        queue?.stateOf(wanted) ?? trained.findLast((run) => sameMethod(run.config, config))?.origin;
      return known ? [[id, known]] : [];
    }),
  );
}

/** Every variant of a block, and what else a trained run can show of this part, as the rail offers them. */
export function optionsOf(block: AnyBlock, state: BlockState, messages: Messages): SwitchOption<string>[] {
  const { switches: text, translated } = messages;
  const { settings, runs } = state;
  const { method } = runConfig(settings);
  const value = settings.switches[block.id];
  const variants = block.variants.map((variant): SwitchOption<string> => {
    const { id, label, definition, role } = variant;
    const reason = refusal(block.id, id, method);
    const disabled = reason !== null && id !== value;
    const known = runs[id] ?? 'absent';
    const { word, hint } = disabled ? { word: text.refused, hint: '' } : text.states[known];
    return {
      value: id,
      label: translated(label),
      mark: role === 'control' || role === 'demonstration' ? text.roles[role] : undefined,
      hint: [translated(definition), reason === null ? hint : translated(reason)].join(' ').trim(),
      chosen: {
        ready: known === 'recorded' || known === 'live',
        word: id === value && !disabled ? '' : word,
      },
      disabled,
      standIn: standIn(block, state, messages, { id, offer: offerOf(variant, block, state) }),
    };
  });
  const others = (block.demonstrations ?? []).flatMap(({ id, label, definition }): SwitchOption<string>[] => {
    const shows = standIn(block, state, messages, { id, offer: offerOf({ id }, block, state) });
    return shows
      ? [
          {
            value: id,
            label: translated(label),
            mark: text.roles.shown,
            hint: translated(definition),
            chosen: null,
            standIn: shows,
          },
        ]
      : [];
  });
  return [...variants, ...others];
}

/** Sentences why some of the options cannot be chosen now, each once. */
export function refusalsOf(block: AnyBlock, settings: Settings): readonly string[] {
  const { method } = runConfig(settings);
  const value = settings.switches[block.id];
  const sentences = block.variants.flatMap(({ id }) =>
    id === value ? [] : (refusal(block.id, id, method) ?? []),
  );
  return [...new Set(sentences)];
}

/** The settings with one switch set, and with those that it makes meaningless back at their defaults. */
export function withVariant(settings: Settings, block: BlockId, variant: string): Settings {
  const chosen = choose(runConfig(settings).method, block, variant);
  const switches = Object.fromEntries(blocks.map(({ id }) => [id, chosen[id]])) as unknown as Switches;
  return { ...settings, switches };
}

/** What this variant can do now in the run on screen; `same` = it would change nothing. */
function offerOf(
  { id, changesNothing }: Pick<Variant, 'id' | 'changesNothing'>,
  { id: block }: AnyBlock,
  { shown }: BlockState,
): KnockOutOffer | { readonly same: string } | null {
  if (!shown || shown.method[block] === id || knockOutRefusal(block, id, shown.method)) return null;
  const same = changesNothing?.({ ...shown.method, [block]: id });
  if (same) return { same };
  const offer = knockOutOf(block, id);
  return 'none' in offer ? null : offer;
}

function standIn(
  { id: block }: AnyBlock,
  { active }: BlockState,
  { switches: text, translated }: Messages,
  { id, offer }: { readonly id: string; readonly offer: ReturnType<typeof offerOf> },
): StandIn | null {
  if (active === undefined || !offer) return null;
  if ('same' in offer) return { word: text.identical, hint: translated(offer.same), state: null };
  const on = active?.block === block && active.variant === id;
  return {
    word: text.offNow,
    hint: `${translated(offer.definition)} ${text.notRetrained}`,
    state: on ? 'on' : 'off',
  };
}
