import { format } from './format';

/** Pictures and charts as files. */
export const saving = {
  chart: 'Save the chart',
  chartOf: (title: string) => `Save the chart: ${title}`,
  sizes: { column: 'for a column of a paper', slide: 'for a slide', data: 'the numbers' },
  files: { svg: 'SVG', png: 'PNG', csv: 'CSV' },
  picture: 'Save this picture',
  pictureOf: (name: string) => `Save this picture: ${name}`,
  scale: 'Pixels of the file for each of the picture',
  widths: { slide: 'slide', column: 'column' },
  fits: { slide: 'for a slide, 1920 wide', column: 'for a column, 84 mm at 600 dpi' },
  pixels: (width: number, height: number) => `${format.count(width)} × ${format.count(height)} pixels`,
  png: 'Save as PNG',
  hint: 'Each value stays a hard-edged square. Light colours, with run, step, sample and scale.',
  failed: 'This browser could not draw the picture.',
  range: (limit: string) => `colours from −${limit} to +${limit}`,
  amplified: (gain: number) => `shown × ${format.count(gain)}`,
  clipped: (fraction: number) => `${format.percent(fraction)} % clipped`,
  /** a run's origin in one line */
  provenance: ({
    label,
    origin,
    network,
    seed,
    device,
    date,
  }: Record<'label' | 'origin' | 'network' | 'device' | 'date', string> & { readonly seed: number }) =>
    [`${label}: ${origin}`, network, `seed ${seed}`, device, date].filter(Boolean).join(', '),
  heading: ({ label, data, sample, step }: Record<'label' | 'data' | 'sample' | 'step', string>) =>
    [label, data, sample, step].filter(Boolean).join(' · '),
  by: 'SMM Explorer',
};
