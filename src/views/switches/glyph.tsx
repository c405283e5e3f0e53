import type { ReactNode } from 'react';

/**
 * A sign for each variant on a 16-pixel grid: where the pattern lies, or how labels find classes. A variant
 * without one gets the plain radio mark.
 */
const glyphs: Readonly<Record<string, ReactNode>> = {
  'baseline/smm': (
    <path
      d="M2 2h4v4H2zM10 2h4v4h-4zM6 6h4v4H6zM10 10h4v4h-4zM2 10h4v4H2z"
      fill="currentColor"
      stroke="none"
    />
  ),
  'baseline/unprompted': <rect x="2.6" y="2.6" width="10.8" height="10.8" />,
  'baseline/pad': <path d="M2 2h12v12H2zM6 6v4h4V6z" fill="currentColor" fillRule="evenodd" stroke="none" />,
  'baseline/narrow': (
    <path d="M2 2h12v12H2zM3.6 3.6v8.8h8.8V3.6z" fill="currentColor" fillRule="evenodd" stroke="none" />
  ),
  'baseline/medium': (
    <path d="M2 2h12v12H2zM4.8 4.8v6.4h6.4V4.8z" fill="currentColor" fillRule="evenodd" stroke="none" />
  ),
  'baseline/full': <rect x="2" y="2" width="12" height="12" fill="currentColor" stroke="none" />,
  'mapping/ilm': <path d="M13 8a5 5 0 1 1-1.8-3.8M13.2 2v3h-3" />,
  'mapping/flm': <path d="M2 8h11M9.5 4.5 13 8l-3.5 3.5" />,
  'mapping/rlm': (
    <path d="M2 4.5h2.5l6 7H14M2 11.5h2.5l6-7H14M11.8 2.3 14 4.5l-2.2 2.2M11.8 9.3 14 11.5l-2.2 2.2" />
  ),
};

export function variantGlyph(block: string, variant: string): ReactNode {
  const shape = glyphs[`${block}/${variant}`];
  return (
    shape && (
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3">
        {shape}
      </svg>
    )
  );
}
