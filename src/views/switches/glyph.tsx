import type { ReactNode } from 'react';

/** A sign on a 16-pixel grid: what is filled, what is drawn as a line. */
interface Sign {
  readonly fill?: string;
  readonly line?: string;
}

/** The four patches of a mask, as outlines. */
const patches = 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z';
/** One layer after the other, narrower and narrower. */
const layers = (width: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const [x, half] = [1.6 + (i * 12.8) / count, (width * (1 - (0.75 * i) / count)) / 2];
    return `M${x} ${8 - half}v${2 * half}`;
  }).join('');
const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;

/**
 * A sign for each variant: where the pattern lies, what draws a mask and in how many channels, how labels find
 * classes. A variant without one gets the plain radio mark.
 */
const signs: Readonly<Record<string, Sign>> = {
  'baseline/smm': { fill: 'M2 2h4v4H2zM10 2h4v4h-4zM6 6h4v4H6zM10 10h4v4h-4zM2 10h4v4H2z' },
  'baseline/unprompted': { line: 'M2.6 2.6h10.8v10.8H2.6z' },
  'baseline/pad': { fill: 'M2 2h12v12H2zM6 6v4h4V6z' },
  'baseline/narrow': { fill: 'M2 2h12v12H2zM3.6 3.6v8.8h8.8V3.6z' },
  'baseline/medium': { fill: 'M2 2h12v12H2zM4.8 4.8v6.4h6.4V4.8z' },
  'baseline/full': { fill: 'M2 2h12v12H2z' },

  'masks/per-sample': { line: patches, fill: 'M3 3h2v2H3zM11 3h2v4h-2zM3 11h4v2H3zM9 9h4v4H9z' },
  'masks/shared-binary': { line: patches, fill: 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z' },
  'masks/shared-three-channel': {
    line: patches,
    fill: 'M3 5h4v2H3zM9.5 5h4v2h-4zM3 11.5h4v2H3zM9.5 11.5h4v2h-4z',
  },
  'masks/mean-image': { line: 'M4 3.2h8M4.5 6.5l7 6.5M11.5 6.5 4.5 13' },
  'masks/swapped': { line: 'M3 5.5h9.5L10 3M13 10.5H3.5L6 13' },

  'channels/three': { fill: 'M2.5 6h3v8h-3zM6.5 2h3v12h-3zM10.5 8h3v6h-3z' },
  'channels/single-binary': { line: 'M5.5 2.5h5v11h-5z', fill: 'M6 8h4v5.5H6z' },
  'channels/single-continuous': { fill: 'M6.5 4h3v10h-3z', line: 'M3 14h10' },
  'channels/single-continuous-conv': { fill: 'M4.5 2.5h3V8h-3zM8.5 8h3v5.5h-3z', line: 'M2.5 8h11' },
  'channels/three-binary': {
    line: 'M2.5 5.5h3v5h-3zM6.5 5.5h3v5h-3zM10.5 5.5h3v5h-3z',
    fill: 'M6.5 5.5h3v5h-3z',
  },

  'generator/convnet': { line: layers(11, 5) },
  'generator/mlp': { line: 'M4 4l8 1M4 4l8 7M4 8l8-3M4 8l8 3M4 12l8-7M4 12l8-1' },
  'generator/convnet-large': { line: layers(14, 5) },
  'generator/convnet-small': { line: layers(6, 5) },
  'generator/patch-mlp': { line: 'M2.5 2.5h11v11h-11zM8 2.5v11M2.5 8h11', fill: 'M2.5 2.5H8V8H2.5z' },
  'generator/convnet-x-large': { line: layers(14, 5) + layers(14, 5).replaceAll('M', 'M.9 0m') },
  'generator/convnet-6-layer': { line: layers(11, 7) },

  'interpolation/patch-wise': { line: 'M2 13h4V9h4V5h4' },
  'interpolation/bilinear': { line: 'M2 13 14 3.5' },
  'interpolation/nearest': { line: 'M2 12h3V8.5h5V5h4', fill: circle(3.5, 12, 1) + circle(7.5, 8.5, 1) },
  'interpolation/bicubic': { line: 'M2 13c6.5 0 5.5-9 12-9' },

  'pattern/shared': { line: circle(8, 8, 5) },
  'pattern/sample-specific': { line: circle(4.5, 5, 2.5), fill: circle(11.5, 5, 2.2) + circle(8, 11.5, 1.6) },
  'pattern/class-specific': { line: circle(8, 4.5, 2.3) + circle(4.4, 10.8, 2.3) + circle(11.6, 10.8, 2.3) },
  'pattern/mask-only': { line: `${circle(8, 8, 5)}M4.5 11.5l7-7` },
  'pattern/class-label-leak': { line: 'M2.5 8V3h5l6 6-5 5zM5.2 5.6h.01' },

  'mapping/ilm': { line: 'M13 8a5 5 0 1 1-1.8-3.8M13.2 2v3h-3' },
  'mapping/flm': { line: 'M2 8h11M9.5 4.5 13 8l-3.5 3.5' },
  'mapping/rlm': {
    line: 'M2 4.5h2.5l6 7H14M2 11.5h2.5l6-7H14M11.8 2.3 14 4.5l-2.2 2.2M11.8 9.3 14 11.5l-2.2 2.2',
  },
};

export function variantGlyph(block: string, variant: string): ReactNode {
  const sign = signs[`${block}/${variant}`];
  return (
    sign && (
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3">
        {sign.fill && <path d={sign.fill} fill="currentColor" fillRule="evenodd" stroke="none" />}
        {sign.line && <path d={sign.line} strokeLinecap="round" strokeLinejoin="round" />}
      </svg>
    )
  );
}
