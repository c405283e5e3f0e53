/**
 * Figures printed in the SMM paper (arXiv 2406.03150, ICML 2024), as they stand there: accuracies in percent, times
 * in milliseconds; mean±deviation of three seeds, or the mean alone where no more is printed. Other models, whole
 * datasets and more epochs than ours: they stand in a column of their own and are never compared number by number.
 */
export interface PublishedTable {
  readonly table: number;
  readonly model: string;
  readonly measures: 'accuracy' | 'time';
  /** null where nothing was trained */
  readonly epochs: number | null;
  /** seeds behind each figure; null where the paper does not say */
  readonly runs: number | null;
  /** columns, by the names that the registry's `published` uses */
  readonly entries: readonly string[];
  /** by dataset: one figure for each column */
  readonly rows: Readonly<Record<string, string>>;
}

/** The figures of a row, in the order of the columns. */
export function figuresOf(
  row: string,
): readonly { readonly mean: number; readonly deviation: number | null }[] {
  return row.split(' ').map((figure) => {
    const [mean, deviation] = figure.split('±');
    return { mean: Number(mean), deviation: deviation === undefined ? null : Number(deviation) };
  });
}

const trained = { measures: 'accuracy', epochs: 200, runs: 3 } as const;
const timed = { measures: 'time', epochs: null, runs: null } as const;

export const publishedTables: readonly PublishedTable[] = [
  {
    ...trained,
    table: 1,
    model: 'ResNet-18',
    entries: ['pad', 'narrow', 'medium', 'full', 'smm'],
    rows: {
      CIFAR10: '65.5±0.1 68.6±2.8 68.8±1.1 68.9±0.4 72.8±0.7',
      CIFAR100: '24.8±0.1 36.9±0.6 34.9±0.2 33.8±0.2 39.4±0.6',
      SVHN: '75.2±0.2 58.5±1.1 71.1±1.0 78.3±0.3 84.4±2.0',
      GTSRB: '52.0±1.2 46.1±1.5 56.4±1.0 76.8±0.9 80.4±1.2',
      Flowers102: '27.9±0.7 22.1±0.1 22.6±0.5 23.2±0.5 38.7±0.7',
      DTD: '35.3±0.9 33.1±1.3 31.7±0.5 29.0±0.7 33.6±0.4',
      UCF101: '23.9±0.5 27.2±0.9 26.1±0.3 24.4±0.9 28.7±0.8',
      Food101: '14.8±0.2 14.0±0.1 14.4±0.3 13.2±0.1 17.5±0.1',
      SUN397: '13.0±0.2 15.3±0.1 14.2±0.1 13.4±0.2 16.0±0.3',
      EuroSAT: '85.2±0.6 82.8±0.4 83.8±0.5 84.3±0.5 92.2±0.2',
      OxfordPets: '65.4±0.7 73.7±0.2 71.4±0.2 70.0±0.6 74.1±0.4',
      Average: '43.91 43.48 45.04 46.85 52.53',
    },
  },
  {
    ...trained,
    table: 1,
    model: 'ResNet-50',
    entries: ['pad', 'narrow', 'medium', 'full', 'smm'],
    rows: {
      CIFAR10: '76.6±0.3 77.4±0.5 77.8±0.2 79.3±0.3 81.4±0.6',
      CIFAR100: '38.9±0.3 42.5±0.2 43.8±0.2 47.2±0.1 49.0±0.2',
      SVHN: '75.8±0.4 59.1±1.3 71.5±0.8 79.5±0.5 82.6±2.0',
      GTSRB: '52.5±1.4 38.9±1.3 52.6±1.3 76.5±1.3 78.2±1.1',
      Flowers102: '24.6±0.6 19.9±0.6 20.9±0.6 22.6±0.1 35.9±0.5',
      DTD: '40.5±0.5 37.8±0.7 38.4±0.2 34.7±1.3 41.1±1.1',
      UCF101: '34.6±0.2 38.4±0.2 37.2±0.2 35.2±0.2 38.9±0.5',
      Food101: '17.0±0.3 18.3±0.2 18.3±0.2 16.7±0.2 19.8±0.0',
      SUN397: '20.3±0.2 22.0±0.1 21.5±0.1 21.1±0.1 22.9±0.0',
      EuroSAT: '83.6±0.7 83.7±0.4 85.8±0.1 86.9±0.3 92.0±0.6',
      OxfordPets: '76.2±0.6 76.4±0.3 75.6±0.3 73.4±0.3 78.1±0.2',
      Average: '49.15 46.76 49.39 52.10 56.35',
    },
  },
  {
    ...trained,
    table: 2,
    model: 'ViT-B/32',
    entries: ['pad', 'narrow', 'medium', 'full', 'smm'],
    rows: {
      CIFAR10: '62.4 96.6 96.5 95.8 97.4',
      CIFAR100: '31.6 74.4 75.3 75.0 82.6',
      SVHN: '80.2 85.0 87.4 87.8 89.7',
      GTSRB: '62.3 57.8 68.6 75.5 80.5',
      Flowers102: '57.3 55.3 56.6 55.9 79.1',
      DTD: '43.7 37.3 38.5 37.7 45.6',
      UCF101: '33.6 44.5 44.8 40.9 42.6',
      Food101: '37.4 47.3 48.6 49.4 64.8',
      SUN397: '21.8 29.0 29.4 28.8 36.7',
      EuroSAT: '95.9 90.9 90.9 89.1 93.5',
      OxfordPets: '57.6 82.5 81.0 75.3 83.8',
      Average: '53.1 63.7 65.2 64.7 72.4',
    },
  },
  {
    ...trained,
    table: 3,
    model: 'ResNet-18',
    entries: ['only_delta', 'only_fmask', 'single_channel', 'smm'],
    rows: {
      CIFAR10: '68.9±0.4 59.0±1.6 72.6±2.6 72.8±0.7',
      CIFAR100: '33.8±0.2 32.1±0.3 38.0±0.6 39.4±0.6',
      SVHN: '78.3±0.3 51.1±3.1 78.4±0.2 84.4±2.0',
      GTSRB: '76.8±0.9 55.7±1.2 70.7±0.8 80.4±1.2',
      Flowers102: '23.2±0.5 32.2±0.4 30.2±0.4 38.7±0.7',
      DTD: '29.0±0.7 27.2±0.5 32.7±0.5 33.6±0.4',
      UCF101: '24.4±0.9 25.7±0.3 28.0±0.3 28.7±0.8',
      Food101: '13.2±0.1 13.3±0.1 15.8±0.1 17.5±0.1',
      SUN397: '13.4±0.2 10.5±0.1 15.9±0.1 16.0±0.3',
      EuroSAT: '84.3±0.5 89.2±0.9 90.6±0.5 92.2±0.2',
      OxfordPets: '70.0±0.6 72.5±0.3 73.8±0.6 74.1±0.4',
      Average: '46.85 42.59 49.70 52.53',
    },
  },
  {
    ...timed,
    table: 5,
    model: 'ResNet-18/50',
    entries: ['bilinear', 'bicubic', 'patchwise'],
    rows: { 'batch of 256, A100': '62±1 195±13 26±4' },
  },
  {
    ...timed,
    table: 5,
    model: 'ViT-B/32',
    entries: ['bilinear', 'bicubic', 'patchwise'],
    rows: { 'batch of 256, A100': '165±9 486±26 69±4' },
  },
  {
    ...trained,
    table: 10,
    model: 'ResNet-18',
    entries: ['ilm_with', 'flm_with', 'rlm_with'],
    rows: {
      CIFAR10: '72.80 72.75 69.71',
      CIFAR100: '39.40 32.35 23.47',
      SVHN: '84.40 83.73 85.37',
      GTSRB: '80.40 80.90 82.38',
      Flowers102: '38.70 32.16 37.68',
      DTD: '33.60 34.28 19.74',
      UCF101: '28.70 25.72 16.71',
      Food101: '17.50 15.21 15.86',
      SUN397: '16.00 15.45 3.35',
      EuroSAT: '92.20 92.67 94.47',
      OxfordPets: '74.10 72.83 16.84',
      Average: '52.53 50.73 42.32',
    },
  },
  {
    ...trained,
    table: 11,
    model: 'ResNet-18',
    entries: ['small', 'medium_ours', 'large', 'x_large'],
    rows: { EuroSAT: '91.7 92.2 92.2 93.1' },
  },
];
