import type { DatasetFacts } from '../../data/source-facts';
import type { Sources } from '../../store/sources';

const hash = '0123456789abcdef'.repeat(4);

const dataset = (name: string, title: string): DatasetFacts => ({
  name,
  title,
  description: 'Pictures that the gallery names and nobody has trained on.',
  notice: 'Not a benchmark.',
  licence: 'MIT',
  source: 'https://example.org/pictures',
  classes: ['T-shirt', 'Trouser', 'Pullover', 'Dress', 'Coat'],
  side: 28,
  channels: 1,
  trainCount: 2000,
  testCount: 1000,
  bytes: 1.22e6,
  hash,
  sheet: {
    path: 'datasets/fashion-mnist/test-0.png',
    columns: 25,
    rows: 10,
    labels: Array.from({ length: 250 }, (_, tile) => tile % 5),
  },
});

/** What a page came with, of the right kind and made up. */
export const fixtureSources: Sources = {
  state: 'ready',
  datasets: [dataset('fashion-mnist', 'Garments'), dataset('clip-art', 'Drawings')],
  network: {
    name: 'efficientnet-lite0',
    title: 'A frozen network',
    licence: 'Apache-2.0',
    source: 'https://example.org/network',
    classes: 1000,
    inputSides: { min: 32, max: 224 },
    normalisation: { scale: 255, shift: 127, divisor: 128 },
    bytes: 9.82e6,
    hash,
  },
  licences: [{ name: 'a-package', version: '1.0.0', licence: 'MIT', text: 'Permission is hereby granted …' }],
  contents: { recorded: 10.1e6, live: 24e6, openingRuns: 1.51e6, lab: 5.18e6 },
};
