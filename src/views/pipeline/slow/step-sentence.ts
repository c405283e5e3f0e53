import type { StepInspection } from '../../../data/inspection';
import type { SubStepId } from '../../../store/view';
import { signed } from '../../../ui/pictures/number';
import { useMessages } from '../../../ui/use-messages';
import { ofLabel } from './step-facts';
import type { StageView } from '../open/stage-view';

interface Known {
  readonly view: StageView;
  /** null until the step has been taken */
  readonly answer: StepInspection | null;
}

/** What happens in one part of this step, with its numbers as far as they are known. */
export function useStepSentence(at: SubStepId, { view, answer }: Known): string {
  const { slow: text, format, translated } = useMessages();
  const unknown = '…';
  const sentence = text.sentences[at]({
    side: view.bench.side,
    batch: format.count(answer?.batch ?? view.config.training.batch),
    cells: view.bench.mask?.height ?? null,
    before: answer ? signed(answer.loss.before, 4) : unknown,
    after: answer ? signed(answer.loss.after, 4) : unknown,
  });
  if (at !== 'adam' || !answer) return sentence;
  const probability = ofLabel(answer);
  const label = translated(view.classes[answer.sample.label] ?? '');
  return probability
    ? `${sentence} ${text.ofSample(label, format.percent(probability.before), format.percent(probability.after))}`
    : `${sentence} ${text.unlabelled}`;
}
