import type { PictureSheets } from '../../data/picture-sheets';
import type { SurveyInspection } from '../../data/inspection';
import { createRandom } from '../../lib/random';
import { inspectionKey, type Inspection } from '../../store/inspections';
import type { ExplorerState } from '../../store/store';
import { layoutKey, type LayoutView } from '../../store/survey';
import { surveyLimit } from '../../survey/use-surveys';
import { drawPicture, nativeSide, shapeNames } from './drawn-pictures';

/** A survey made up by rule and seed: answers and losses of the right kind, but nobody asked a network. */

const count = 120;
const classes = shapeNames.length;
const labelOf = (index: number) => index % classes;

/** @param gain the greater, the more the prompt helps */
export function fixtureSurvey(seed: number, gain: number): SurveyInspection {
  // what there is without a prompt is the same for all runs
  const before = createRandom(0, 'survey');
  const random = createRandom(seed, 'survey with a prompt');
  const labels = Int32Array.from({ length: count }, (_, index) => labelOf(index));
  const answer = (label: number, loss: number, draw: number) =>
    loss < 1.4 ? label : (label + 1 + Math.floor(draw * draw * (classes - 1))) % classes;
  const unprompted = new Float32Array(count);
  const trained = new Float32Array(count);
  const answers = { unprompted: new Int32Array(count), prompted: new Int32Array(count) };
  labels.forEach((label, index) => {
    const [hard, draw] = [before.uniform(), before.uniform()];
    unprompted[index] = 0.1 + 4 * hard ** 2 + 0.2 * label;
    const change = (random.uniform() + random.uniform() - 0.8) * 2.4 - gain * hard;
    trained[index] = Math.max(0.01, unprompted[index]! + change);
    answers.unprompted[index] = answer(label, unprompted[index]!, draw);
    answers.prompted[index] = answer(label, trained[index]!, draw);
  });
  return {
    what: 'survey',
    count,
    classes,
    labels,
    answers,
    losses: { unprompted, initial: unprompted, trained },
    features: {
      dimensions: 1,
      explained: { unprompted: 0.76, prompted: 0.8 },
      unprompted: new Float32Array(count),
      prompted: new Float32Array(count),
      mean: new Float32Array(1),
      axes: new Float32Array(1),
    },
  };
}

/** Classes in a ring: near each other without a prompt, apart with it. */
function fixtureLayout(sides: number): LayoutView {
  const random = createRandom(3, 'survey layout');
  const positions = new Float32Array((1 + sides) * count * 2);
  for (let side = 0; side <= sides; side++) {
    for (let index = 0; index < count; index++) {
      const turn = (2 * Math.PI * labelOf(index)) / classes;
      const radius = side === 0 ? 1.5 : 3.4 + 0.4 * side;
      const [across, down] = [
        random.uniform() + random.uniform() - 1,
        random.uniform() + random.uniform() - 1,
      ];
      const at = (side * count + index) * 2;
      positions[at] = radius * Math.cos(turn) + 1.2 * across + (side === 0 ? -1.5 : 1.5);
      positions[at + 1] = radius * Math.sin(turn) + 1.2 * down;
    }
  }
  return {
    state: 'ready',
    options: { seed: 0, neighbours: 15, minimum: 0.3, epochs: 300 },
    stage: 'layout',
    part: 1,
    layout: { count, sides: 1 + sides, positions },
    kept: 0.5,
    seconds: 1,
    message: null,
  };
}

const columns = 20;

/** The pictures of which the survey speaks, drawn by rule. */
function fixtureSheets(): PictureSheets {
  const rows = Math.ceil(count / columns);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns * nativeSide, rows * nativeSide];
  const context = canvas.getContext('2d');
  for (let index = 0; context && index < count; index++) {
    const { data } = drawPicture(shapeNames[labelOf(index)]!, nativeSide, createRandom(5, `survey ${index}`));
    const pixels = context.createImageData(nativeSide, nativeSide);
    for (let cell = 0; cell < nativeSide ** 2; cell++) {
      pixels.data.set([data[cell * 3]!, data[cell * 3 + 1]!, data[cell * 3 + 2]!, 255], cell * 4);
    }
    context.putImageData(pixels, (index % columns) * nativeSide, Math.floor(index / columns) * nativeSide);
  }
  const address = context ? canvas.toDataURL() : 'data:,';
  return { side: nativeSide, count, sheets: [{ address, columns, rows, count }] };
}

/** The test pictures of one class that the first run answers as another, as the confusion matrix chooses them. */
export function confusedPictures(
  gain: number,
  { truth, answer }: { truth: number; answer: number },
): number[] {
  const { labels, answers } = fixtureSurvey(1, gain);
  return Array.from(labels.keys()).filter(
    (index) => labels[index] === truth && answers.prompted[index] === answer,
  );
}

/** What the store holds once these runs have been asked. @param runs ids, with how much each prompt helps */
export function surveyState(
  runs: readonly { readonly runId: string; readonly gain: number }[],
  data: string,
): Partial<ExplorerState> {
  const step = 310;
  const question = { what: 'survey', limit: surveyLimit } as const;
  const asked = runs.map(({ runId, gain }, at): Inspection => {
    const answer = fixtureSurvey(at + 1, gain);
    return { runId, question, state: 'answered', progress: null, answer, step, message: null };
  });
  const sides = runs.map(({ runId }) => ({ runId, step }));
  return {
    inspections: Object.fromEntries(asked.map((one) => [inspectionKey(one.runId, question), one])),
    layouts: {
      [layoutKey(sides.slice(0, 1))]: fixtureLayout(1),
      [layoutKey(sides)]: fixtureLayout(sides.length),
    },
    testSheets: { [data]: fixtureSheets() },
  };
}
