import { describe, expect, it } from 'vitest';
import {
  fixtureGenerator,
  fixtureMapping,
  fixtureSaliency,
  fixtureStep,
} from '../../../app/gallery/fixture-inspections';
import { fixtureRun } from '../../../app/gallery/fixture-run';
import { greedyMapping } from '../../../core/label-mapping';
import { benchOf } from '../../../trace/bench';
import { fieldOf, valueAt } from '../../../ui/pictures/field';
import { naturalPixels } from '../../../ui/pictures/pixels';
import { stageFacts, stagePlaces } from './generator-facts';
import { cellOver, contributions, fieldOfView, seenCells } from './generator-geometry';
import { blended, sumName, type Blending } from './layer-blend';
import { cellState, differences, stepAt } from './mapping-steps';
import { growthOf } from './pattern-facts';
import { readingAt, tapsOf } from './resized-reading';
import { mapOf } from './saliency-maps';
import { normsOf, stagesOf } from '../slow/step-facts';
import { kernelsOf, patchAt, profileOf } from './upsampling-geometry';

const run = fixtureRun({ samples: 2, done: 1, side: 48 });
const samples = run.samples!;
const snapshot = run.snapshots.at(-1)!;
const bench = benchOf({ config: run.config, samples, index: 1, snapshot, row: 1 });
const cells = [
  { row: 0, column: 0 },
  { row: 17, column: 30 },
  { row: 47, column: 47 },
];

describe('a value of r(x), taken apart', () => {
  it('is the one that stands in r(x), in all channels', () => {
    for (const cell of cells) {
      for (const channel of [0, 1, 2] as const) {
        const { normalised } = readingAt(samples.natives[1]!, samples, cell, channel);
        expect(normalised).toBeCloseTo(valueAt(bench.resized, cell, channel), 5);
      }
    }
  });

  it('reads two pixels on an axis where the image grows, more where it shrinks; their weights sum to one', () => {
    expect(tapsOf(28, 96, 50).weights).toHaveLength(2);
    expect(tapsOf(480, 96, 50).weights.length).toBeGreaterThan(8);
    for (const from of [28, 96, 480]) {
      expect(tapsOf(from, 96, 33).weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    }
  });
});

describe('the mask network, taken apart', () => {
  const answer = fixtureGenerator(run, 'test/1');
  const mask = answer.maps.at(-1)!;

  it('has the parameters of the paper, block by block, beside the maps they belong to', () => {
    const places = stagePlaces(answer.maps, stageFacts({ ...run.config.method, side: 224 }));
    expect(places.map(({ facts }) => facts?.parameters)).toEqual([undefined, 240, 1200, 4704, 18624, 1731]);
    expect(places.map(({ map }) => map)).toEqual(answer.maps);
  });

  it('has a thumbnail before an MLP', () => {
    const facts = stageFacts({ ...run.config.method, side: 96, generator: 'mlp' });
    const [input] = answer.maps;
    const inputs = [input!, { ...input!, index: 1 }];
    const places = stagePlaces([...inputs, ...facts.map(() => mask)], facts);
    expect(places.map((place) => place.facts)).toEqual([null, null, ...facts]);
  });

  it('makes each mask value of the contributions that are listed', () => {
    for (const cell of cells) {
      const at = cellOver(cell, 48, mask);
      for (const channel of [0, 1, 2]) {
        const parts = contributions(answer, at, channel)!;
        const sum = parts.reduce((total, { value }) => total + value, 0);
        expect(sum).toBeCloseTo(mask.values[(at.row * mask.width + at.column) * 3 + channel]!, 4);
        expect(Math.abs(parts[0]!.value)).toBeGreaterThanOrEqual(Math.abs(parts.at(-1)!.value));
      }
    }
  });

  it('has nothing to list where the mask does not end in a convolution', () => {
    expect(contributions({ ...answer, head: null }, { row: 0, column: 0 }, 0)).toBeNull();
  });

  it('follows what a mask cell has seen, back through the blocks', () => {
    const at = { row: 2, column: 3 };
    const view = fieldOfView(at, mask);
    const [input, ...blocks] = answer.maps.slice(0, -1);
    expect(seenCells(view, input!)).toEqual(view);
    // a 3 × 3 convolution alone lies between the last block and the mask
    expect(seenCells(view, blocks.at(-1)!)).toEqual({ top: 1, bottom: 3, left: 2, right: 4 });
    // and two between the third and the mask
    expect(seenCells(view, blocks.at(-2)!)).toEqual({ top: 0, bottom: 4, left: 1, right: 5 });
  });
});

describe('the enlarged mask', () => {
  const grid = { side: 30, patch: 8, cells: 3 };
  const mask = fieldOf(
    Float32Array.from({ length: 27 }, (_, i) => Math.sin(i)),
    0,
    3,
    3,
  );

  it('takes what a side leaves over into the last patch', () => {
    expect(patchAt({ row: 29, column: 9 }, grid)).toEqual({
      row: 2,
      column: 1,
      top: 16,
      left: 8,
      height: 14,
      width: 8,
    });
  });

  it('is, in every interpolation, what its weights make of the coarse one', () => {
    for (const kernel of kernelsOf(mask, grid)) {
      const profiles = [0, 1, 2].map((column) => profileOf(kernel, column, 3));
      for (let pixel = 0; pixel < 30; pixel += 1) {
        expect(profiles.reduce((sum, profile) => sum + profile[pixel]!, 0)).toBeCloseTo(1, 5);
      }
      const by = (a: number, b: number) => profiles[a]![11]! * profiles[b]![20]!;
      let value = 0;
      for (let a = 0; a < 3; a += 1) {
        for (let b = 0; b < 3; b += 1) value += by(a, b) * valueAt(mask, { row: a, column: b }, 1);
      }
      expect(valueAt(kernel.full, { row: 11, column: 20 }, 1), kernel.id).toBeCloseTo(value, 5);
    }
  });
});

describe('layers of the sum', () => {
  const values = {
    image: bench.resized,
    pattern: bench.pattern,
    product: bench.product,
    mask: bench.maskFull,
    saliency: mapOf(fixtureSaliency(run, 'test/1').strength.prompted, 48),
  };
  const how: Blending = {
    layers: [],
    units: samples.normalisation,
    gain: 20,
    channel: 0,
    limits: { mask: 4, saliency: 0.02 },
    theme: 'light',
  };

  it('are x̃ to the bit with image and product alone, and r(x) with the image alone', () => {
    const pixelsOf = (layers: Blending['layers']) => blended(values, { ...how, layers }).pixels.data;
    const natural = (field: typeof bench.resized) =>
      naturalPixels(field, { units: samples.normalisation, channel: 'all' }).data;
    expect(pixelsOf(['image', 'product'])).toEqual(natural(bench.prompted!));
    expect(pixelsOf(['image'])).toEqual(natural(bench.resized));
    expect(pixelsOf(['image', 'pattern'])).not.toEqual(natural(bench.prompted!));
  });

  it('are x̃ to the bit in a unit of each channel, too', () => {
    const units = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;
    const { pixels } = blended(values, { ...how, units, layers: ['image', 'product'] });
    const own = naturalPixels(bench.prompted!, { units, channel: 'all' });
    expect(pixels.data).toEqual(own.data);
    expect(own.data).not.toEqual(naturalPixels(bench.prompted!, { units: how.units, channel: 'all' }).data);
  });

  it('mark exactly the pixels of which a channel was cut', () => {
    const { cut } = blended(values, { ...how, layers: ['image', 'product'] });
    const bytes = bench.prompted!.values.map((value) => value * 128 + 127);
    const marked = Array.from({ length: 48 * 48 }, (_, cell) => cut.data[cell * 4 + 3]! > 0);
    const beyond = marked.map((_, cell) =>
      [...bytes.subarray(cell * 3, cell * 3 + 3)].some((byte) => byte < -0.5 || byte > 255.5),
    );
    expect(marked).toEqual(beyond);
    expect(cut.clipped).toBeCloseTo(beyond.filter(Boolean).length / beyond.length);
  });

  it('say what their sum is', () => {
    expect(sumName(['image', 'product', 'mask'])).toBe('prompted');
    expect(sumName(['image', 'pattern'])).toBe('unmasked');
    expect(sumName(['mask', 'saliency'])).toBe('nothing');
  });
});

describe('the label mapping, step by step', () => {
  const answer = fixtureMapping(run);
  const { sources, targets, counts } = answer;

  it('comes to the mapping that the method itself makes of the counts', () => {
    const made = greedyMapping({ sources: sources.length, targets, counts });
    expect(answer.picks.toSorted((a, b) => a.target - b.target).map(({ source }) => source)).toEqual([
      ...made,
    ]);
  });

  it('lights the greatest count that is still free, and nothing that is retired', () => {
    for (const at of answer.picks.keys()) {
      const step = stepAt(answer, at)!;
      const free = sources.flatMap((source, row) =>
        Array.from({ length: targets }, (_, target) => ({
          state: cellState(step, source, target),
          count: counts[row * targets + target]!,
        })).filter(({ state }) => state === 'free' || state === 'now' || state === 'lost'),
      );
      expect(Math.max(...free.map(({ count }) => count))).toBe(step.pick.count);
      expect(free.filter(({ state }) => state === 'now')).toHaveLength(1);
    }
  });

  it('says what losers get in the end', () => {
    const conflict = answer.picks.findIndex(({ losers }) => losers.length > 0);
    const [loser] = stepAt(answer, conflict)!.losers;
    expect(loser!.gets!.source).not.toBe(answer.picks[conflict]!.source);
    expect(answer.picks.find(({ target }) => target === loser!.target)!.source).toBe(loser!.gets!.source);
  });

  it('stays within the assignments there are, and counts where another mapping differs', () => {
    expect(stepAt(answer, 99)!.isLast).toBe(true);
    const own = new Int32Array(targets);
    for (const { target, source } of answer.picks) own[target] = source;
    expect(differences(answer, own)).toBe(0);
    own[2] = 999;
    expect(differences(answer, own)).toBe(1);
  });
});

describe('the pattern over the steps', () => {
  it('grows from zero, each stored pattern once', () => {
    const growth = growthOf(run.snapshots);
    expect(growth[0]).toEqual({ step: 0, norm: 0 });
    const twice = [...run.snapshots, { ...snapshot, step: snapshot.step + 5, patternStep: snapshot.step }];
    expect(growthOf(twice)).toEqual(growth);
  });
});

describe('the numbers of one step', () => {
  const answer = fixtureStep(run, 'test/1');

  it('join the norms of the stages to those of the whole', () => {
    const whole = normsOf(answer, 'mask')!;
    const parts = stagesOf(answer).map((stage) =>
      normsOf(answer, 'mask', (name) => name.replace('mask_generator.', '').startsWith(stage)),
    );
    expect(stagesOf(answer)).toEqual(['blocks.0', 'blocks.1', 'blocks.2', 'blocks.3', 'head']);
    expect(Math.hypot(...parts.map((part) => part!.gradient))).toBeCloseTo(whole.gradient, 10);
  });

  it('has none of a side that is not there', () => {
    expect(normsOf({ ...answer, parameters: [] }, 'pattern')).toBeNull();
  });
});
