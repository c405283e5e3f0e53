import { describe, expect, test } from 'vitest';
import type { FeatureMap, SaliencyInspection, StepInspection } from './inspection';
import { decodeInspection, encodeInspection } from './recorded-inspection';
import type { StoredAnswer } from './stored-inspections';

const waves = (length: number, size: number, phase = 0) =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i + phase));

const map: FeatureMap = {
  kind: 'block',
  index: 1,
  height: 4,
  width: 4,
  channels: 2,
  // the second channel is a hundred times as strong as the first
  values: Float32Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? 0.01 : 1) * Math.cos(i)),
  receptive: { size: 10, stride: 4, before: 3 },
};
const saliency: SaliencyInspection = {
  what: 'saliency',
  sampleId: 'test/3',
  side: 4,
  target: 1,
  strength: { prompted: waves(16, 2).map(Math.abs), resized: waves(16, 0.5, 1).map(Math.abs) },
  account: waves(16, 0.04, 2),
  firstOrder: { prompted: 1.23456789, resized: -0.1 },
  logits: { prompted: 3.25, resized: -1.5 },
};
const step: StepInspection = {
  what: 'step',
  sampleId: 'test/3',
  after: [null, 'mask'],
  only: 'pattern',
  batch: 64,
  side: 4,
  moments: false,
  learningRates: { pattern: 0.003, mask: 0.001 },
  loss: { before: 0.75, after: 0.5 },
  accuracy: { before: 0.5, after: 0.625 },
  sample: { before: Float32Array.of(0.25, 0.75), after: Float32Array.of(0.5, 0.5), label: 1 },
  patternGradient: waves(48, 1e-4),
  patternChange: new Float32Array(48),
  mask: { height: 2, width: 1, before: waves(6, 9), after: waves(6, 9.5) },
  parameters: [
    { name: 'delta', of: 'pattern', count: 48, gradient: 0.1, change: 0.2, before: 3, still: false },
  ],
};
const answers: readonly StoredAnswer[] = [
  {
    what: 'mapping',
    sources: [7, 2],
    targets: 2,
    counts: Int32Array.of(9, 1, 0, 5),
    total: 16,
    unlisted: 1,
    picks: [
      { target: 0, source: 7, count: 9, losers: [{ target: 1, count: 1 }] },
      { target: 1, source: 2, count: 5, losers: [] },
    ],
    inUse: true,
  },
  {
    what: 'generator',
    sampleId: 'test/3',
    maps: [
      { ...map, kind: 'input', index: 0 },
      { ...map, index: 0 },
      map,
      { ...map, kind: 'head', index: 0 },
    ],
    head: { inputs: 1, weight: waves(27, 0.3), bias: waves(3, 0.1) },
  },
  saliency,
  step,
];
const provenance = { dataHash: 'd', backboneHash: 'b', device: 'wasm, test', versions: { app: '1' } };
const about = { step: 310, data: 'fashion-mnist', recorded: '2026-11-28', provenance };
const encoded = () => encodeInspection({ ...about, answers });

const close = (found: Float32Array, wanted: Float32Array, levels = 31) => {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  wanted.forEach((value, i) =>
    expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(largest / (2 * levels) + 1e-9),
  );
};

describe('the file of an inspection', () => {
  test('gives back every answer, exactly or within the error that it states', () => {
    const { answers: found, ...origin } = decodeInspection(encoded());
    expect(origin).toEqual(about);
    expect(found.map(({ what }) => what)).toEqual(['mapping', 'generator', 'saliency', 'step']);
    const [mapping, generator, seen, taken] = found as [
      (typeof answers)[0],
      Extract<StoredAnswer, { what: 'generator' }>,
      SaliencyInspection,
      StepInspection,
    ];
    expect(mapping).toEqual(answers[0]);
    expect(generator).toMatchObject({ sampleId: 'test/3', head: answers[1] && { inputs: 1 } });
    expect(generator.head!.weight).toEqual(waves(27, 0.3));
    const [input, early, last, mask] = generator.maps;
    expect(input).toMatchObject({ kind: 'input', height: 4, width: 4, channels: 2 });
    expect(input!.values).toHaveLength(0);
    expect(early).toMatchObject({ kind: 'block', channels: 2, receptive: map.receptive });
    for (const channel of [0, 1]) {
      const of = (values: Float32Array) => values.filter((_, i) => i % 2 === channel);
      close(of(early!.values), of(map.values), 15);
    }
    // what is read as a number, and what it is the sum of
    for (const { values } of [last!, mask!]) {
      values.forEach((value, i) => {
        expect(Math.abs(value - map.values[i]!)).toBeLessThanOrEqual(Math.abs(map.values[i]!) * 2 ** -11);
      });
    }
    expect(seen).toMatchObject({ target: 1, logits: saliency.logits, firstOrder: saliency.firstOrder });
    close(seen.strength.prompted, saliency.strength.prompted, 127);
    close(seen.strength.resized, saliency.strength.resized, 127);
    close(seen.account, saliency.account, 127);
    const { loss, accuracy, learningRates, parameters, after, only, moments } = step;
    expect(taken).toMatchObject({ loss, accuracy, learningRates, parameters, after, only, moments });
    expect(taken.sample).toEqual(step.sample);
    close(taken.patternGradient!, step.patternGradient!);
    expect(taken.patternChange).toEqual(step.patternChange);
    taken.mask!.after.forEach((value, i) => expect(value).toBeCloseTo(step.mask!.after[i]!, 1.9));
  });

  test('holds what two pictures share once', () => {
    const twice = [step, { ...step, sampleId: 'test/4' }];
    const one = encodeInspection({ ...about, answers: [step] });
    const two = encodeInspection({ ...about, answers: twice });
    expect(two.length - one.length).toBeLessThan(1200);
    expect(decodeInspection(two).answers).toHaveLength(2);
  });

  test('is refused where its numbers are those of the first version, too coarse to be read', () => {
    const text = new TextDecoder('latin1').decode(encoded());
    const old = Uint8Array.from(text.replace('"schema":"2"', '"schema":"1"'), (c) => c.charCodeAt(0));
    expect(() => decodeInspection(old)).toThrow(/older version.*Make it anew/);
  });

  test('is refused where it is damaged', () => {
    const bytes = encoded();
    expect(() => decodeInspection(bytes.slice(0, -4))).toThrow('damaged');
    const text = new TextDecoder('latin1').decode(bytes);
    // a picture that claims another size than its tensor has
    const at = text.indexOf('\\"side\\":4');
    bytes[at + '\\"side\\":'.length] = '9'.charCodeAt(0);
    expect(() => decodeInspection(bytes)).toThrow(/Make it anew/);
  });
});
