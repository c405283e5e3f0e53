import { useMemo, useState } from 'react';
import { wipeOver } from '../../store/actions';
import { wipeIds, type WipeId } from '../../store/view';
import { Segments } from '../../ui/controls/segments';
import type { Cell, ChannelIndex } from '../../ui/pictures/field';
import { areaOf } from '../../ui/pictures/place';
import type { Probing } from '../../ui/pictures/picture';
import { useTheme } from '../../ui/pictures/use-theme';
import { WipePicture } from '../../ui/pictures/wipe-picture';
import { useMessages } from '../../ui/use-messages';
import { pixelsOfCell } from './cell';
import { PairAnswers } from './pair-answers';
import { sentenceAt } from './sentence';
import { SideNames } from './side-names';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

interface WipeProps {
  readonly drawn: Drawn;
  readonly layer: WipeId;
  readonly cell: Cell;
  readonly probing: Probing;
}

const channels = { r: 0, g: 1, b: 2 } as const satisfies Record<string, ChannelIndex>;

/** A and B as one large picture: A left of a divider, B right of it. */
export function Wipe({ drawn, layer, cell, probing }: WipeProps) {
  const { pair: text, pipeline } = useMessages();
  const theme = useTheme();
  const [share, setShare] = useState(0.5);
  const stage = drawn.stages.find(({ id }) => id === (layer === 'prompted' ? 'prompted' : 'mask'));
  const channel: ChannelIndex | 'all' = layer === 'prompted' ? 'all' : channels[layer];
  const pictures = useMemo(() => {
    if (!stage?.a || !stage.b) return null;
    const drawnAs = { drawn, stage, channel, theme };
    return {
      a: pixelsOfCell(stage.a, { ...drawnAs, side: 'a' }),
      b: pixelsOfCell(stage.b, { ...drawnAs, side: 'b' }),
    };
  }, [drawn, stage, channel, theme]);
  return (
    <div className={styles.wipe}>
      <div className={styles.large}>
        {pictures ? (
          <WipePicture
            {...pictures}
            name={text.wipe.name(text.wipe.layers[layer])}
            slider={text.wipe.slider}
            valueText={text.wipe.value}
            signs={text.signs}
            share={share}
            probe={areaOf(cell, drawn.a.side, drawn.a.side)}
            onShare={setShare}
            onPoint={probing.point}
          />
        ) : (
          <p className={styles.absent}>{text.wipe.missing}</p>
        )}
      </div>
      <div className={styles.beside}>
        <Segments
          label={text.wipe.layer}
          value={layer}
          options={wipeIds.map((value) => ({ value, label: text.wipe.layers[value] }))}
          onChange={(next) => wipeOver(next)}
        />
        <p className={styles.hint}>{text.wipe.hint}</p>
        <p className={styles.hint}>
          {sentenceAt(drawn, cell, { layer, text, signs: pipeline.channelSigns })}
        </p>
        <div className={styles.sides}>
          <SideNames pair={drawn.pair} />
          <PairAnswers pair={drawn.pair} />
        </div>
      </div>
    </div>
  );
}
