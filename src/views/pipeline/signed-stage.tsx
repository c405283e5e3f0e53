import { useMemo } from 'react';
import { useExplorer } from '../../store/store';
import { greatestMagnitude, summarise, valueAt } from '../../ui/pictures/field';
import { signed, tick } from '../../ui/pictures/number';
import { Picture } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { divergingPixels, naturalPixels, signedPixels } from '../../ui/pictures/pixels';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { chosen } from '../../trace/channel';
import { Stage } from './stage';
import { Value } from './value';
import type { ReactNode } from 'react';
import type { Cell, Field } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface SignedStageProps {
  readonly place: 'pattern' | 'product';
  readonly symbol: string;
  readonly note: string;
  readonly name: string;
  readonly field: Field;
  /** how many times as strong as it is it is shown */
  readonly gain: number;
  /** drawn as it is, not round grey: Pad's bounded pattern */
  readonly natural: boolean;
  /** the step that these values belong to, and the one on show: recorded runs keep fewer patterns than masks */
  readonly storedAt: number;
  readonly step: number;
  readonly cell: Cell;
  readonly probing: Probing;
  readonly opener?: ReactNode;
}

/** δ or δ ⊙ m: colours round mid grey, or one channel on the diverging map, amplified by a stated factor. */
export function SignedStage(props: SignedStageProps) {
  const { place, symbol, note, name, field, gain, natural, storedAt, step, cell, probing, opener } = props;
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const channel = useExplorer(({ view }) => chosen(view.channel));
  const pixels = useMemo(() => {
    if (natural) return naturalPixels(field, { units: 'unit', channel });
    if (channel === 'all') return signedPixels(field, gain);
    return divergingPixels(field, { channel, limit: 1 / gain, theme });
  }, [field, natural, channel, gain, theme]);
  const { min, mean, max } = useMemo(() => summarise(field, channel), [field, channel]);
  const zero = useMemo(() => !natural && greatestMagnitude(field.values) === 0, [natural, field]);
  const shown = natural ? null : zero ? text.pattern.zero : text.amplified(gain);
  const aside = storedAt === step ? null : text.pattern.stored(storedAt, gain);
  const hint = aside?.word ?? shown ?? '';
  const exact = natural || zero ? null : text.fullColour(tick(1 / gain));
  return (
    <Stage
      place={place}
      look={place === 'product' ? 'card' : 'term'}
      symbol={symbol}
      sign={place === 'pattern' ? '+' : ''}
      note={note}
      opener={opener}
      value={
        <Value channel={channel} hint={hint} exact={[exact, aside?.why].filter(Boolean).join('. ')}>
          {signed(valueAt(field, cell, channel === 'all' ? 0 : channel), 4)}
        </Value>
      }
    >
      <Picture
        name={name}
        summary={`${text.summary(field.width, field.height, signed(min, 4), signed(mean, 4), signed(max, 4))} ${[shown, exact, aside?.why].filter(Boolean).join(', ')}`}
        pixels={pixels}
        live={place}
        probe={areaOf(cell, field.height, field.width)}
        probing={probing}
      />
    </Stage>
  );
}
