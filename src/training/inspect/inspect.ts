/** One question to one model, whichever it is (data/inspection.ts says what each means). */
import type { InspectionAnswer, InspectionQuestion } from '../../data/inspection';
import { createMethod } from '../../core/smm';
import { UserError } from '../../lib/user-error';
import type { Task } from '../begin-run';
import type { Sample } from '../samples-in-view';
import { inspectGenerator } from './generator';
import { inspectMapping } from './mapping';
import type { Asking, Model } from './model';
import { inspectSaliency } from './saliency';
import type { Steps } from './step';
import { survey } from './survey';

export interface Inspected {
  readonly task: Task;
  readonly model: Model;
  /** of this model; the caller's */
  readonly steps: Steps;
  /** @throws UserError when there is no such picture */
  sample(id: string): Sample;
}

/**
 * @returns null when it was no longer wanted
 * @throws UserError when the model has nothing that could answer
 */
export async function inspect(
  { task, model, steps, sample }: Inspected,
  question: InspectionQuestion,
  asking: Asking,
): Promise<InspectionAnswer | null> {
  switch (question.what) {
    case 'generator':
      return inspectGenerator(task, model, sample(question.sampleId));
    case 'saliency':
      return inspectSaliency(task, model, sample(question.sampleId));
    case 'mapping':
      return inspectMapping(task, model, asking);
    case 'step':
      return (await steps.take([sample(question.sampleId)], question, asking))?.[0] ?? null;
    case 'survey':
      return surveyOf(task, model, { limit: question.limit, ...asking });
    default:
      return question satisfies never;
  }
}

async function surveyOf(task: Task, model: Model, options: Parameters<typeof survey>[1]) {
  const { config, state, mapping, unpromptedMapping } = model;
  if (!unpromptedMapping) {
    throw new UserError(
      'This run has not yet said how it stands without a prompt. Let it train for one epoch.',
    );
  }
  const method = createMethod(config.method, task.normalisation);
  try {
    const { training } = config;
    return await survey({ task, method, state, mapping, unpromptedMapping, training }, options);
  } finally {
    method.dispose();
  }
}
