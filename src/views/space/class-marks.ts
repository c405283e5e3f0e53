import {
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  type SymbolType,
} from 'd3-shape';
import type { Theme } from '../../lib/diverging';

/**
 * A colour and a shape for each class. The colours follow Paul Tol's and Okabe and Ito's sets for colour-blind
 * readers, lighter on dark ground; classes whose colours come near each other to some have different shapes.
 */
export interface ClassMark {
  readonly colour: string;
  readonly shape: SymbolType;
}

const colours: Readonly<Record<Theme, readonly string[]>> = {
  light: [
    '#332288',
    '#117733',
    '#bb4455',
    '#0077bb',
    '#8a6d00',
    '#aa4499',
    '#1f8a7a',
    '#882255',
    '#5c5850',
    '#c75000',
  ],
  dark: [
    '#a79bf2',
    '#5dbb7b',
    '#f29aa9',
    '#5bb4ee',
    '#d9bc4a',
    '#de8fd3',
    '#66d1bf',
    '#e0669f',
    '#b8b4aa',
    '#ff9a4d',
  ],
};

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross] as const;

/** The colours begin again after ten classes, each time with the next shape. */
export function classMark(label: number, theme: Theme): ClassMark {
  const own = colours[theme];
  const round = Math.floor(label / own.length);
  return { colour: own[label % own.length]!, shape: shapes[(label + round) % shapes.length]! };
}
