import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { shownRun } from '../../store/selectors';
import { explorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { SelectField } from '../../ui/controls/select-field';
import { SavePrint } from '../../ui/export/save-print';
import { useMessages } from '../../ui/use-messages';
import { dataName } from '../../store/data-name';
import { provenanceOf } from '../../trace/provenance';
import { printed, printKinds, type PrintKind } from '../../trace/prints';
import styles from './save-menu.module.css';
import type { Bench } from '../../trace/bench';
import type { Print } from '../../ui/pictures/print';
import type { RunConfig } from '../../core/method-config';

interface SaveMenuProps {
  readonly bench: Bench;
  readonly gains: { readonly pattern: number; readonly product: number };
  readonly limit: number;
  readonly config: RunConfig;
  readonly sampleId: string;
  readonly step: number;
}

/** What is on the bench, to take away: its pictures for a slide, its numbers to be checked elsewhere. */
export function SaveMenu(props: SaveMenuProps) {
  const { pipeline: text } = useMessages();
  const trigger = (
    <Button look="quiet" data-control>
      <Icon name="save" />
      {text.save.open}
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.save.title}>
      <div className={styles.menu}>
        <SavePicture {...props} />
        <SaveValues {...props} />
      </div>
    </Popover>
  );
}

function SavePicture({ bench, gains, limit, config, sampleId, step }: SaveMenuProps) {
  const messages = useMessages();
  const { pipeline } = messages;
  const text = pipeline.save;
  const [kind, setKind] = useState<PrintKind>('equation');
  const there = printKinds.filter((of) => of === 'equation' || bench[of === 'masks' ? 'mask' : of]);

  const print = (): Print => {
    const run = shownRun(explorer.getState());
    const masked = bench.mask !== null && (kind === 'equation' || kind === 'masks');
    return {
      heading: text.heading({ label: run?.label ?? '', data: dataName(config.data), sampleId, step }),
      rows: [{ title: '', pictures: printed(kind, { bench, gains, limit }, pipeline) }],
      side: bench.side,
      ramps: masked ? [{ title: '', limit }] : [],
      provenance: run ? [provenanceOf(run, messages)] : [],
    };
  };

  return (
    <>
      <SelectField<PrintKind>
        label={text.picture}
        value={kind}
        options={there.map((value) => ({ value, label: text.kinds[value] }))}
        onChange={(value) => setKind(value)}
      />
      <SavePrint
        print={print}
        name={(size) => {
          const label = shownRun(explorer.getState())?.label ?? '';
          return [label, dataName(config.data), sampleId, `step-${step}`, kind, size];
        }}
      />
    </>
  );
}

function SaveValues({ bench, config, sampleId, step }: SaveMenuProps) {
  const controller = useController();
  const { pipeline: text } = useMessages();
  const { resized, mask, maskFull, pattern, prompted } = bench;
  const stages = { resized, mask, maskFull, pattern, prompted };
  return (
    <div className={styles.values}>
      <p>{text.saveValuesHint}</p>
      <Button onClick={() => controller.saveValues({ config, sampleId, step, stages })}>
        {text.saveValues}
      </Button>
    </div>
  );
}
