// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { defaultSwitches } from '../../core/ablation/registry';
import type { MethodConfig } from '../../core/method-config';
import type { MeasuredRun } from '../../data/metrics';
import { measuredRun } from '../../data/testing/measured-run';
import { sweepReport } from './sweep-report';

interface Wanted {
  readonly method?: Partial<MethodConfig>;
  readonly seed?: number;
  readonly accuracy?: number;
  readonly data?: string;
  readonly backbone?: string;
}

function run({
  method,
  seed = 0,
  accuracy = 0.7,
  data = 'photos',
  backbone = 'mobilenet',
}: Wanted): MeasuredRun {
  const measured = measuredRun({ seed, accuracy, dataHash: data, id: JSON.stringify([method, seed, data]) });
  const whole = { ...defaultSwitches, side: 224, nativeSide: 128, classes: 2, patch: 8, ...method };
  return { ...measured, config: { ...measured.config, method: whole, data, backbone } };
}

const three = (wanted: Wanted, accuracies: readonly number[]): MeasuredRun[] =>
  accuracies.map((accuracy, seed) => run({ ...wanted, seed, accuracy }));

const runs = [...three({ method: { baseline: 'full' } }, [0.6, 0.62, 0.61]), ...three({}, [0.7, 0.73, 0.72])];

describe('the report of a sweep', () => {
  test('has a table in each form for each setting, with differences to SMM, wherever that stands', () => {
    const files = sweepReport([...runs, ...three({ data: 'drawings' }, [0.5])]);
    expect([...files.keys()].sort()).toEqual([
      '1-photos-mobilenet-224px-2epochs.clean-loss.svg',
      '1-photos-mobilenet-224px-2epochs.csv',
      '1-photos-mobilenet-224px-2epochs.last-accuracy.svg',
      '1-photos-mobilenet-224px-2epochs.md',
      '1-photos-mobilenet-224px-2epochs.tex',
      '2-drawings-mobilenet-224px-2epochs.clean-loss.svg',
      '2-drawings-mobilenet-224px-2epochs.csv',
      '2-drawings-mobilenet-224px-2epochs.last-accuracy.svg',
      '2-drawings-mobilenet-224px-2epochs.md',
      '2-drawings-mobilenet-224px-2epochs.tex',
      'report.md',
    ]);
    const markdown = files.get('1-photos-mobilenet-224px-2epochs.md')!;
    expect(markdown).toMatch(/\| SMM \| 3 \| 71\.7 ± 1\.5 \| – \|/);
    expect(markdown).toMatch(/\| Full pattern \| 3 \| 61\.0 ± 1\.0 \| −10\.7 \\\[−12\.1, −9\.2\\\] \|/);
    expect(files.get('report.md')).toContain(
      '![Test accuracy, last epoch](1-photos-mobilenet-224px-2epochs.last-accuracy.svg)',
    );
  });

  test('puts the paper’s own figures beside, named: those of the same network and data where it has them', () => {
    const figuresFor = (wanted: Wanted) => {
      const some = runs.map((one) => ({ ...one, config: { ...one.config, ...wanted } }) as MeasuredRun);
      const table = [...sweepReport(some)].find(([name]) => /^1-.*\.md$/.test(name))![1];
      const cells = (row: string) => table.split('\n').find((line) => line.startsWith(`| ${row} |`))!;
      return [cells('variant'), cells('SMM'), cells('Full pattern')].map((line) =>
        line.split('|').at(-2)!.trim(),
      );
    };
    expect(figuresFor({ data: 'cifar10', backbone: 'resnet18.a1_in1k' })).toEqual([
      'published: Paper, table 1, ResNet-18, CIFAR10 (%)',
      '72.8 ± 0.7',
      '68.9 ± 0.4',
    ]);
    expect(figuresFor({ data: 'photos', backbone: 'resnet50' })).toEqual([
      'published: Paper, table 1, ResNet-50, mean of 11 datasets (%)',
      '56.4',
      '52.1',
    ]);
    expect(figuresFor({})[0]).toBe('published: Paper, table 1, ResNet-18, mean of 11 datasets (%)');
  });

  test('draws pictures that are whole, whatever a name has in it', () => {
    const data = `a "b" <script>alert(1)</script> & \u0007`;
    const files = sweepReport(runs.map((one) => ({ ...one, config: { ...one.config, data } })));
    const pictures = [...files].filter(([name]) => name.endsWith('.svg'));
    expect(pictures).toHaveLength(2);
    for (const [, svg] of pictures) {
      const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
      expect(drawn.querySelector('parsererror, script')).toBeNull();
      expect(drawn.querySelector('title')!.textContent).toContain('a "b" <script>');
      expect(drawn.querySelectorAll('path')).toHaveLength(2 * (3 + 1));
    }
  });

  test('is the same for the same runs', () => {
    expect([...sweepReport(runs)]).toEqual([...sweepReport([...runs])]);
  });

  test('leaves out of a picture what was never reached, and of the report what nobody has', () => {
    const lost = runs.map((one) => ({ ...one, result: { ...one.result!, cleanTrainLoss: NaN } }));
    const files = sweepReport(lost);
    expect([...files.keys()].some((name) => name.includes('clean-loss'))).toBe(false);
    expect([...files.values()].join()).not.toMatch(/NaN|undefined/);
  });
});
