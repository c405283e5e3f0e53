import { useMemo } from 'react';
import { useExplorer } from '../../store/store';
import { summarise, valueAt } from '../../ui/pictures/field';
import { signed } from '../../ui/pictures/number';
import { Picture } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { naturalPixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import { chosen } from '../../trace/channel';
import { Stage } from './stage';
import { Value } from './value';
import type { ReactNode } from 'react';
import type { Cell, Field } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';
import type { PictureUnits } from '../../ui/pictures/pixels';

interface NaturalStageProps {
  readonly place: 'resized' | 'prompted';
  readonly symbol: string;
  readonly note: string;
  readonly name: string;
  readonly field: Field;
  readonly units: PictureUnits;
  readonly cell: Cell;
  readonly probing: Probing;
  /** what it is made from */
  readonly from?: ReactNode;
  readonly opener?: ReactNode;
}

/** r(x) or x̃ as the eye knows it; the grey of one channel where one is chosen. */
export function NaturalStage(props: NaturalStageProps) {
  const { place, symbol, note, name, field, units, cell, probing, from, opener } = props;
  const { pipeline: text } = useMessages();
  const channel = useExplorer(({ view }) => chosen(view.channel));
  const pixels = useMemo(() => naturalPixels(field, { units, channel }), [field, units, channel]);
  const { min, mean, max } = useMemo(() => summarise(field, channel), [field, channel]);
  const clipped = pixels.clipped > 0 ? text.clipped(pixels.clipped) : null;
  return (
    <Stage
      place={place}
      symbol={symbol}
      sign={place === 'prompted' ? '=' : ''}
      note={note}
      from={from}
      opener={opener}
      value={
        <Value channel={channel} hint={clipped ?? ''} exact={clipped && text.clippedWhy}>
          {signed(valueAt(field, cell, channel === 'all' ? 0 : channel), 3)}
        </Value>
      }
    >
      <Picture
        name={name}
        summary={`${text.summary(field.width, field.height, signed(min, 2), signed(mean, 2), signed(max, 2))} ${clipped ?? ''}`}
        pixels={pixels}
        live={place === 'prompted' ? place : null}
        probe={areaOf(cell, field.height, field.width)}
        probing={probing}
      />
    </Stage>
  );
}
