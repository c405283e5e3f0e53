import { useEffect } from 'react';
import { useController } from '../controller/use-controller';
import { useInspection } from '../controller/use-inspection';
import type { SurveyInspection } from '../data/inspection';
import type { PictureSheets } from '../data/picture-sheets';
import type { Inspection } from '../store/inspections';
import type { RunView } from '../store/run-view';
import { comparableRuns, shownRun } from '../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../store/store';

/** Most test pictures that are asked about: more would be neither seen nor laid out in good time. */
export const surveyLimit = 5000;
const question = { what: 'survey', limit: surveyLimit } as const;

/** What the panels need of a run; it stays the same while the run trains. */
export type SurveyedRun = Pick<RunView, 'id' | 'label' | 'classes' | 'config'>;

/** One run's answers, beside another's or alone. */
export interface Side {
  /** null where it stands alone */
  readonly letter: 'A' | 'B' | null;
  readonly run: SurveyedRun;
  readonly survey: SurveyInspection;
  readonly step: number | null;
}

export interface Surveys {
  readonly run: SurveyedRun | null;
  /** A, and B where one is pinned and was tested on the same pictures; none until A has answered */
  readonly sides: readonly Side[];
  /** how A's answer comes; null while nothing is asked */
  readonly asked: Pick<Inspection, 'state' | 'progress' | 'message'> | null;
  /** the pinned run that does not stand here, and whether it may yet */
  readonly missing: { readonly label: string; readonly waiting: boolean } | null;
  /** null where the pictures are not at hand, or not yet */
  readonly sheets: PictureSheets | null;
  /** no thumbnails will come */
  readonly pictureless: boolean;
}

/** What the shown run, and the one pinned beside it, make of every test picture. */
export function useSurveys(): Surveys {
  const controller = useController();
  const a = useExplorerParts((state) => partsOf(shownRun(state)));
  const b = useExplorerParts((state) => partsOf(pinnedRun(state)));
  // on other pictures it does not stand beside A, and would need an engine of its own
  const comparable = b.config?.data === a.config?.data;
  const [asked, askedB] = [useAnswers(a.id), useAnswers(comparable ? b.id : null)];
  const data = a.config?.data ?? null;
  useEffect(() => {
    if (data !== null) controller.showTestPictures(data);
  }, [controller, data]);
  const sheets = useExplorer(({ testSheets }) => (data === null ? null : testSheets[data]));
  const alone = sideOf(a, asked, null);
  const other = sideOf(b, askedB, 'B');
  const together = alone !== null && other !== null && areAlike(alone, other);
  const sides = together ? [{ ...alone, letter: 'A' as const }, other] : alone ? [alone] : [];
  return {
    run: isRun(a) ? a : null,
    sides,
    asked,
    missing: isRun(b) && !together ? { label: b.label, waiting: askedB?.state === 'asked' } : null,
    sheets: sheets ?? null,
    pictureless: sheets === null,
  };
}

function useAnswers(runId: string | null) {
  return useInspection(runId, runId === null ? null : question);
}

/** The other run that a person would put beside the shown one: it was tested on the same pictures. */
export function otherRun(state: ExplorerState): RunView | null {
  const shown = shownRun(state);
  return comparableRuns(state).find(({ id }) => id !== shown?.id) ?? null;
}

function pinnedRun(state: ExplorerState): RunView | null {
  const { beside } = state.view;
  if (beside?.what !== 'run' || beside.runId === shownRun(state)?.id) return null;
  return state.runs.find(({ id }) => id === beside.runId) ?? null;
}

type Parts = { readonly [Key in keyof SurveyedRun]: SurveyedRun[Key] | null };

function partsOf(run: RunView | null): Parts {
  if (!run) return { id: null, label: null, classes: null, config: null };
  const { id, label, classes, config } = run;
  return { id, label, classes, config };
}

function isRun(parts: Parts): parts is SurveyedRun {
  return parts.id !== null;
}

function sideOf(run: Parts, asked: Inspection<typeof question> | null, letter: Side['letter']): Side | null {
  return isRun(run) && asked?.answer ? { letter, run, survey: asked.answer, step: asked.step } : null;
}

function areAlike(one: Side, other: Side): boolean {
  return (
    one.run.config.data === other.run.config.data &&
    one.survey.count === other.survey.count &&
    one.survey.labels.every((label, index) => label === other.survey.labels[index])
  );
}
