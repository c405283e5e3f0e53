import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { notify } from '../../store/actions';
import { shownRun } from '../../store/selectors';
import { explorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { Segments } from '../../ui/controls/segments';
import { SelectField } from '../../ui/controls/select-field';
import { paintPrint } from '../../ui/pictures/print-painter';
import { useTheme } from '../../ui/pictures/use-theme';
import { saveFile } from '../../ui/save-file';
import { useMessages } from '../../ui/use-messages';
import { printed, printKinds, type PrintKind } from '../../trace/prints';
import styles from './save-menu.module.css';
import type { Bench } from '../../trace/bench';
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
    <Button look="quiet">
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

const scales = ['1', '2', '4', '8'] as const;

function SavePicture({ bench, gains, limit, config, sampleId, step }: SaveMenuProps) {
  const { pipeline, notices } = useMessages();
  const text = pipeline.save;
  const theme = useTheme();
  const [kind, setKind] = useState<PrintKind>('equation');
  const [scale, setScale] = useState<(typeof scales)[number]>('4');
  const there = printKinds.filter((of) => of === 'equation' || bench[of === 'masks' ? 'mask' : of]);

  const save = async () => {
    const label = shownRun(explorer.getState())?.label ?? '';
    const { side } = bench;
    const heading = text.heading({ label, data: config.data, sampleId, step });
    const pictures = printed(kind, { bench, gains, limit, theme }, pipeline);
    try {
      const file = await paintPrint({ heading, pictures, side, limit, theme }, Number(scale));
      saveFile(text.fileName({ label, data: config.data, sampleId, step, kind, scale }), file);
    } catch {
      notify({ tone: 'warn', text: notices.pictureNotSaved, action: null });
    }
  };

  return (
    <>
      <SelectField<PrintKind>
        label={text.picture}
        value={kind}
        options={there.map((value) => ({ value, label: text.kinds[value] }))}
        onChange={(value) => setKind(value)}
      />
      <div className={styles.scale}>
        <Segments
          label={text.scale}
          labelShown
          value={scale}
          options={scales.map((value) => ({ value, label: `× ${value}` }))}
          onChange={(value) => setScale(value)}
        />
        <small>{text.size(bench.side * Number(scale))}</small>
      </div>
      <Button look="primary" onClick={() => void save()}>
        {text.png}
      </Button>
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
