import { expect, test } from 'vitest';
import { createRandom } from '../lib/random';
import type { SurveyInspection } from './inspection';
import { decodeSurvey, encodeSurvey, type RecordedSurvey } from './recorded-survey';

const { uniform, integer } = createRandom(3, 'survey');
const classes = Int32Array.from({ length: 40 }, () => integer(10));
const values = (length: number, scale: number) =>
  Float32Array.from({ length }, () => scale * (2 * uniform() - 1));
const losses = () => Float32Array.from({ length: 40 }, () => 5 * uniform());

const survey: SurveyInspection = {
  what: 'survey',
  count: 40,
  classes: 10,
  labels: classes,
  answers: { unprompted: classes.map((label) => (label + 1) % 10), prompted: classes },
  losses: { unprompted: losses(), initial: losses(), trained: losses() },
  features: {
    dimensions: 6,
    explained: { unprompted: 0.9, prompted: 0.8 },
    // the first dimension is a thousand times as wide as the last
    unprompted: values(240, 1).map((value, at) => value * [100, 10, 1, 1, 1, 0.1][at % 6]!),
    prompted: values(240, 7),
    mean: values(20, 1),
    axes: values(120, 0.4),
  },
};
const provenance = { dataHash: 'a', backboneHash: 'b', device: 'wasm', versions: { app: '1' } };
const recorded: RecordedSurvey = { survey, data: 'toy', recorded: '2026-01-02', provenance };

test('a survey comes back with the stated error', () => {
  const back = decodeSurvey(encodeSurvey(recorded));
  expect({ ...back, survey: null }).toEqual({ ...recorded, survey: null });
  const { labels, answers, features, losses } = back.survey;
  expect({ labels, answers }).toEqual({ labels: survey.labels, answers: survey.answers });
  losses.trained.forEach((loss, row) => {
    expect(Math.abs(loss / survey.losses.trained[row]! - 1)).toBeLessThanOrEqual(2 ** -11);
  });
  for (const side of ['unprompted', 'prompted'] as const) {
    for (let dimension = 0; dimension < 6; dimension++) {
      const column = (of: Float32Array) => of.filter((_, at) => at % 6 === dimension);
      const [was, is] = [column(survey.features![side]), column(features![side])];
      const largest = Math.max(...was.map(Math.abs));
      was.forEach((value, row) =>
        expect(Math.abs(is[row]! - value)).toBeLessThanOrEqual((1.001 * largest) / 254),
      );
    }
  }
});

test('a damaged survey is refused with a sentence', () => {
  const bytes = encodeSurvey(recorded);
  expect(() => decodeSurvey(bytes.slice(0, bytes.length - 10))).toThrow(/recorded survey/i);
});
