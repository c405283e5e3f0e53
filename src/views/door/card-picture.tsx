import { memo, useMemo, type ReactNode } from 'react';
import { interpolationPart } from '../../core/ablation/interpolation';
import type { Theme } from '../../lib/diverging';
import type { QuestionId } from '../../store/view';
import { Canvas } from '../../ui/pictures/canvas';
import { channelIndices, type ChannelIndex, type Field } from '../../ui/pictures/field';
import { divergingPixels, naturalPixels, signedPixels, type Pixels } from '../../ui/pictures/pixels';
import { enlarge, interpolated, rowOf } from '../../ui/pictures/prompt-values';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import styles from './card-picture.module.css';
import { maskOf, resizedOf, type OpeningRun } from './opening-run';

interface CardPictureProps {
  readonly question: QuestionId;
  readonly opening: OpeningRun;
}

const samples = ['test/6', 'test/5', 'test/0'] as const;

/** What a question is about, in true values of the recorded run: a mask, its channels, its edges, the pattern. */
export const CardPicture = memo(function CardPicture({ question, opening }: CardPictureProps) {
  const theme = useTheme();
  const { door } = useMessages();
  const parts = useMemo(() => partsOf(opening, theme), [opening, theme]);
  if (!parts) return <span className={styles.picture} aria-hidden="true" />;
  const { images, masks, copied, blended, pattern } = parts;
  const tile = (pixels: Pixels | null | undefined, mark?: string) => <Tile pixels={pixels} mark={mark} />;
  const pictures: Record<QuestionId, ReactNode> = {
    masks: (
      <>
        {tile(images[0])}
        {tile(masks[0]?.[0])}
        {tile(images[1])}
        {tile(masks[1]?.[0])}
      </>
    ),
    channels: channelIndices.map((channel) => <Tile key={channel} pixels={masks[0]?.[channel]} />),
    generator: (
      <>
        {tile(images[1])}
        <span className={styles.arrow}>↴</span>
        {tile(masks[1]?.[0])}
      </>
    ),
    interpolation: (
      <>
        {tile(copied)}
        {tile(blended)}
      </>
    ),
    pattern: (
      <>
        {tile(pattern, door.gain(opening.gain))}
        {images.map((image, i) => (
          <Tile key={i} pixels={image} />
        ))}
      </>
    ),
  };
  return (
    <span className={styles.picture} data-question={question} aria-hidden="true">
      {pictures[question]}
    </span>
  );
});

function Tile({
  pixels,
  mark,
}: {
  readonly pixels: Pixels | null | undefined;
  readonly mark?: string | undefined;
}) {
  return (
    <span className={styles.tile}>
      {pixels && <Canvas pixels={pixels} />}
      {mark && <small>{mark}</small>}
    </span>
  );
}

function partsOf(opening: OpeningRun, theme: Theme) {
  const { run, newest, limit, gain, normalisation } = opening;
  const { method } = run.config;
  const { side, patch } = method;
  const images = samples.map((id) => {
    const resized = resizedOf(opening, id);
    return resized && naturalPixels(resized, { units: normalisation, channel: 'all' });
  });
  const coarse = samples.map((id) => maskOf(opening, newest, id));
  const first = coarse[0];
  if (!first) return null;
  const coloured = (field: Field, channel: ChannelIndex) => divergingPixels(field, { channel, limit, theme });
  const { weights } = interpolationPart({ interpolation: 'bilinear' });
  return {
    images,
    masks: coarse.map((mask) => mask && channelIndices.map((channel) => coloured(mask, channel))),
    copied: coloured(enlarge(first, { side, patch }), 0),
    blended: coloured(interpolated(first, side, weights({ from: first.width, to: side, patch })), 0),
    pattern: newest.pattern && signedPixels(rowOf(newest.pattern, 0, side), gain),
  };
}
