import type { Block } from '../../core/ablation/block';
import { blocks, choose, refusal, type BlockId } from '../../core/ablation/registry';
import { chooseSettings } from '../../store/actions';
import { runConfig } from '../../store/run-config';
import { runLike } from '../../store/selectors';
import type { Settings, Switches } from '../../store/settings';
import { useExplorer, useExplorerParts } from '../../store/store';
import { OptionGroup, type Option } from '../../ui/controls/option-group';
import { useMessages } from '../../ui/use-messages';
import { variantGlyph } from './glyph';
import styles from './switches.module.css';

/** The questions of the method, drawn from the registry: a new variant appears here by itself. */
export function SwitchesPanel() {
  return (
    <div className={styles.switches}>
      {blocks.map((block) => (
        <BlockSwitch key={block.id} block={block} />
      ))}
    </div>
  );
}

function BlockSwitch({ block }: { readonly block: Block & { readonly id: BlockId } }) {
  const { switches: text } = useMessages();
  const settings = useExplorer((state) => state.settings);
  const chosen = settings.switches[block.id];
  const recorded = useExplorerParts((state) =>
    block.variants
      .filter(({ id }) => runLike(state, withVariant(settings, block.id, id)))
      .map(({ id }) => id),
  );
  const options = block.variants.map(({ id, label, definition }): Option<string> => {
    const reason = refusal(block.id, id, runConfig(settings).method);
    const effect = recorded.includes(id) ? text.effects.recorded : text.effects.trains;
    return {
      value: id,
      label,
      hint: reason ?? `${definition} ${effect.hint}`,
      note: id === chosen ? undefined : reason ? text.refused : effect.note,
      disabled: reason !== null && id !== chosen,
      glyph: variantGlyph(block.id, id),
    };
  });
  const about = block.variants.find(({ id }) => id === chosen)?.definition;
  return (
    <div className={styles.block}>
      <OptionGroup
        legend={block.question}
        term={block.label}
        value={chosen}
        options={options}
        onChange={(id) => chooseSettings(withVariant(settings, block.id, id))}
      />
      <p className={styles.about}>{about}</p>
    </div>
  );
}

/** The settings with one switch set, and with those that it makes meaningless back at their defaults. */
function withVariant(settings: Settings, block: BlockId, variant: string): Settings {
  const chosen = choose(runConfig(settings).method, block, variant);
  const switches = Object.fromEntries(blocks.map(({ id }) => [id, chosen[id]])) as unknown as Switches;
  return { ...settings, switches };
}
