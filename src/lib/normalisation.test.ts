import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLine, normalise, PUBLISHED, type Normalisation } from './normalisation';

const imageNet: Normalisation = {
  scale: 1,
  shift: [0.485, 0.456, 0.406],
  divisor: [0.229, 0.224, 0.225],
};

describe('byteLine', () => {
  it('is exactly (byte − 127) / 128 for what EfficientNet-Lite0 was published with, in every channel', () => {
    for (const channel of [0, 1, 2]) {
      expect(byteLine(PUBLISHED, channel)).toStrictEqual({ scale: 128, zero: 127 });
    }
  });

  it('has ImageNet’s mean and deviation in bytes, each channel its own', () => {
    expect(byteLine(imageNet, 0).zero).toBeCloseTo(123.675, 9);
    expect(byteLine(imageNet, 1).zero).toBeCloseTo(116.28, 9);
    expect(byteLine(imageNet, 2).scale).toBeCloseTo(57.375, 9);
  });

  it('undoes normalise, whatever the unit', () => {
    const unit = fc.record({
      scale: fc.constantFrom(1, 255),
      shift: fc.tuple(fc.double({ min: -1, max: 200, noNaN: true }), fc.constant(0), fc.constant(3)),
      divisor: fc.tuple(fc.double({ min: 0.01, max: 300, noNaN: true }), fc.constant(1), fc.constant(0.5)),
    });
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 255 }), fc.nat(2), (of, byte, channel) => {
        const { scale, zero } = byteLine(of, channel);
        expect(normalise(of, byte / 255, channel) * scale + zero).toBeCloseTo(byte, 6);
      }),
    );
  });
});

it('normalise maps fractions of white as (255x − 127) / 128 where that is the unit', () => {
  expect([0, 127 / 255, 1].map((of) => normalise(PUBLISHED, of, 0))).toEqual([-127 / 128, 0, 1]);
});
