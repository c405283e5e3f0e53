import { useMemo } from 'react';
import { useExplorer } from '../../store/store';
import { greatestMagnitude, summarise, valueAt } from '../../ui/pictures/field';
import { signed, tick } from '../../ui/pictures/number';
import { Picture } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { divergingPixels, naturalPixels, signedPixels } from '../../ui/pictures/pixels';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { chosen } from './channel';
import styles from './signed-stage.module.css';
import { Stage } from './stage';
import { Value } from './value';
import type { Cell, Field } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface SignedStageProps {
  readonly place: 'pattern' | 'product';
  readonly symbol: string;
  readonly note: string;
  readonly name: string;
  readonly field: Field | null;
  /** how many times as strong as it is it is shown */
  readonly gain: number;
  /** drawn as it is, not round grey: Pad's bounded pattern */
  readonly natural: boolean;
  readonly side: number;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** δ or δ ⊙ m: colours round mid grey, or one channel on the diverging map, amplified by a stated factor. */
export function SignedStage(props: SignedStageProps) {
  const { place, symbol, note, name, field, gain, natural, side, cell, probing } = props;
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const channel = useExplorer(({ view }) => chosen(view.channel));
  const shown = useMemo(
    () => field ?? { width: side, height: side, values: new Float32Array(side * side * 3) },
    [field, side],
  );
  const pixels = useMemo(() => {
    if (natural) return naturalPixels(shown, { units: 'unit', channel });
    if (channel === 'all') return signedPixels(shown, gain);
    return divergingPixels(shown, { channel, limit: 1 / gain, theme });
  }, [shown, natural, channel, gain, theme]);
  const { min, mean, max } = useMemo(() => summarise(shown, channel), [shown, channel]);
  const zero = useMemo(() => !natural && greatestMagnitude(shown.values) === 0, [natural, shown]);
  if (!field) {
    return (
      <Stage place={place} symbol={symbol} note={note}>
        <p className={styles.nothing} />
      </Stage>
    );
  }
  const hint = natural
    ? null
    : zero
      ? text.pattern.zero
      : `${text.amplified(gain)}, ${text.fullColour(tick(1 / gain))}`;
  return (
    <Stage
      place={place}
      symbol={symbol}
      note={note}
      value={
        <Value channel={channel} hint={hint}>
          {signed(valueAt(field, cell, channel === 'all' ? 0 : channel), 4)}
        </Value>
      }
    >
      <Picture
        name={name}
        summary={`${text.summary(field.width, field.height, signed(min, 4), signed(mean, 4), signed(max, 4))} ${hint ?? ''}`}
        pixels={pixels}
        probe={areaOf(cell, side, side)}
        probing={probing}
      />
    </Stage>
  );
}
