/** A plan as it stands in its file: read, checked in form, and able to say where in the file something is wrong. */
import { basename, dirname, join, resolve } from 'node:path';
import { decodeText } from '../../data/read-file';
import { readBytes } from '../assets';
import { PlanDocument, type Mistake } from './plan-document';
import { mistakesOf } from './plan-mistakes';
import { planSchema, type WrittenPlan } from './plan-schema';

export interface PlanFile {
  readonly plan: WrittenPlan;
  /** where the sweep is kept, absolute */
  readonly folder: string;
  /** what relative paths in the plan begin at, absolute */
  readonly base: string;
  readonly text: string;
  /** the sentences about these mistakes, each with its place */
  refusal(mistakes: readonly Mistake[]): Error;
}

/** @throws UserError with one sentence for each mistake */
export async function readPlan(path: string): Promise<PlanFile> {
  const text = decodeText(await readBytes(path), path);
  const base = dirname(resolve(path));
  return parsePlan(text, { name: basename(path), base });
}

export function parsePlan(
  text: string,
  { name, base }: { readonly name: string; readonly base: string },
): PlanFile {
  const document = new PlanDocument(text, name);
  const { success, data: plan, error } = planSchema.safeParse(document.value);
  if (!success) throw document.refusal(mistakesOf(error.issues, document.value));
  return {
    plan,
    folder: resolve(base, plan.folder ?? join('.', plan.name)),
    base,
    text,
    refusal: (mistakes) => document.refusal(mistakes),
  };
}
