import { useMemo } from 'react';
import { maskAreas } from '../../../trace/mask-areas';
import { channelIndices } from '../../../ui/pictures/field';
import { tick } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { divergingPixels, naturalPixels, nativePixels, signedPixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import { Figure } from '../open/figure';
import type { StageView } from '../open/stage-view';

interface OfView {
  readonly view: StageView;
}

/** The image as it came. */
export function NativePicture({ view: { samples, index, cell, bench, probing } }: OfView) {
  const { pipeline, stages } = useMessages();
  const native = samples.natives[index];
  const pixels = useMemo(() => native && nativePixels(native), [native]);
  if (!native || !pixels) return null;
  return (
    <Figure
      title={stages.resized.before}
      note={pipeline.nativeSummary(native.width, native.height)}
      part="image"
    >
      <Picture
        name={pipeline.image.name}
        summary={pipeline.nativeSummary(native.width, native.height)}
        pixels={pixels}
        probe={areaOf(cell, bench.side, bench.side)}
        probing={probing}
      />
    </Figure>
  );
}

/** r(x) or x̃ as the eye knows it. */
export function NaturalPicture({ view, of }: OfView & { readonly of: 'resized' | 'prompted' }) {
  const { pipeline } = useMessages();
  const { bench, cell, probing } = view;
  const field = bench[of];
  const pixels = useMemo(
    () => field && naturalPixels(field, { units: bench.units, channel: 'all' }),
    [field, bench.units],
  );
  if (!pixels) return null;
  const summary = pipeline.nativeSummary(bench.side, bench.side);
  return (
    <Figure title={of === 'resized' ? 'r(x)' : 'x̃'} note={summary} part={of}>
      <Picture
        name={pipeline[of].name}
        summary={summary}
        pixels={pixels}
        probe={areaOf(cell, bench.side, bench.side)}
        probing={probing}
      />
    </Figure>
  );
}

/** δ or δ ⊙ m, amplified as on the bench. */
export function SignedPicture({
  view,
  of,
  title = 'δ',
}: OfView & { readonly of: 'pattern' | 'product'; readonly title?: string }) {
  const { pipeline, slow: text } = useMessages();
  const { bench, cell, probing, gains } = view;
  const field = bench[of];
  const gain = gains[of];
  const bounded = bench.part.pattern === 'pixels';
  const pixels = useMemo(
    () =>
      field &&
      (bounded ? naturalPixels(field, { units: 'unit', channel: 'all' }) : signedPixels(field, gain)),
    [field, bounded, gain],
  );
  if (!pixels) return null;
  const note = bounded ? '' : text.pictures.range(tick(1 / gain));
  return (
    <Figure title={title} note={note} part={of}>
      <Picture
        name={pipeline[of].name}
        summary={note}
        pixels={pixels}
        probe={areaOf(cell, bench.side, bench.side)}
        probing={probing}
      />
    </Figure>
  );
}

/** The three masks, coarse or one value per pixel, on the range of the bench. */
export function MaskPictures({ view, grid }: OfView & { readonly grid: 'coarse' | 'full' }) {
  const { pipeline } = useMessages();
  const theme = useTheme();
  const { bench, cell, probing, limit } = view;
  const { mask, maskFull, side, patch } = bench;
  const shown = grid === 'coarse' ? mask : maskFull;
  const pictures = useMemo(
    () => shown && channelIndices.map((channel) => divergingPixels(shown, { channel, limit, theme })),
    [shown, limit, theme],
  );
  if (!mask || !pictures) return null;
  const areas = maskAreas(cell, { grid, side, patch, cells: mask.height });
  return pictures.map((pixels, channel) => (
    <Figure key={channel} title={pipeline.channels[channel]!} note={`±${tick(limit)}`} part="mask">
      <Picture
        name={pipeline.mask.name(pipeline.channels[channel]!)}
        summary={pipeline.legend(tick(limit))}
        pixels={pixels}
        ruled={grid === 'coarse'}
        probe={areas.probe}
        cell={areas.cell}
        probing={probing}
      />
    </Figure>
  ));
}
