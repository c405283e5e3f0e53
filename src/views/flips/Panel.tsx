import { useMemo, useRef } from 'react';
import { csv } from '../../lib/csv';
import { notify } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { lossChanges, outcomes, picturesWith, type Outcome } from '../../store/survey';
import { changeSurvey, choosePictures } from '../../store/survey-actions';
import { SurveyFrame } from '../../survey/survey-frame';
import { surveyWords } from '../../survey/survey-words';
import { Tray } from '../../survey/tray';
import { useSurveys } from '../../survey/use-surveys';
import { ChartMenu } from '../../ui/export/chart-menu';
import { useMessages } from '../../ui/use-messages';
import { FlowChart } from './flow-chart';
import styles from './flips.module.css';
import type { Flips } from './flips';

/** Answers that the prompt turned: won, lost, and those that stayed, with their pictures. */
export function FlipsPanel() {
  const messages = useMessages();
  const { survey: words, translated } = messages;
  const { flips: text } = words;
  const surveys = useSurveys();
  const { from, outcome } = useExplorer(({ view }) => view.survey);
  const selection = useExplorer((state) => state.selection);
  const drawing = useRef<SVGSVGElement>(null);
  const [a, b] = surveys.sides;
  const all = useMemo(
    () =>
      [a, b]
        .filter((side) => side !== undefined)
        .map(({ letter, run, survey }): Flips => {
          const pictures = Object.fromEntries(outcomes.map((one) => [one, picturesWith(survey, one)]));
          return {
            part: letter ?? '',
            name: letter ? words.side(letter, translated(run.label)) : '',
            pictures: pictures as Record<Outcome, number[]>,
            changes: lossChanges(survey, from),
            total: survey.count,
          };
        }),
    // what the sides are made of; the list of them is new each time
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [a?.survey, a?.run.label, a?.letter, b?.survey, b?.run.label, from, words],
  );
  const own = selection?.source === 'flips' ? selection.part.split(':') : null;
  const shown = outcomes.find((one) => one === own?.[1]) ?? outcome;
  const flips = all.find(({ part }) => part === own?.[0]) ?? all[0];
  const survey = (flips?.part === 'B' ? b : a)?.survey;
  const choose = ({ part, pictures }: Flips, next: Outcome) => {
    changeSurvey({ outcome: next });
    choosePictures({ source: 'flips', part: `${part}:${next}`, indices: pictures[next] });
  };
  const nameOf = (answer: number | undefined) => translated(surveys.run?.classes[answer ?? -1] ?? '');
  return (
    <SurveyFrame
      title={text.title}
      caption={text.caption}
      surveys={surveys}
      summary={all.map(({ name, total, pictures }) =>
        [
          name,
          text.summary({
            count: total,
            won: pictures.won.length,
            lost: pictures.lost.length,
            right: pictures.right.length,
            wrong: pictures.wrong.length,
          }),
        ]
          .filter(Boolean)
          .join(': '),
      )}
      tools={
        <ChartMenu
          title={text.title}
          drawing={drawing}
          numbers={() =>
            csv([
              ['run', ...outcomes],
              ...all.map(({ name, pictures }) => [name, ...outcomes.map((one) => pictures[one].length)]),
            ])
          }
          words={() =>
            surveyWords({ title: text.title, caption: text.caption, sides: surveys.sides }, messages)
          }
          onProblem={(sentence) => notify({ tone: 'warn', text: sentence, action: null })}
        />
      }
      tray={
        <Tray
          panel="flips"
          surveys={surveys}
          title={[flips?.name, words.outcomes[shown]].filter(Boolean).join(': ')}
          empty={text.empty}
          standing={
            flips && {
              title: [flips.name, words.outcomes[shown]].filter(Boolean).join(': '),
              indices: flips.pictures[shown],
            }
          }
          order={(indices) => sorted(indices, flips?.changes, shown)}
          note={(index) =>
            shown === 'won' || shown === 'right'
              ? words.signed(flips?.changes[index] ?? 0)
              : `${words.signed(flips?.changes[index] ?? 0)}\n${nameOf(survey?.answers.prompted[index])}`
          }
        />
      }
    >
      <div
        className={styles.flows}
        ref={(element) => void (drawing.current = element?.querySelector('svg') ?? null)}
      >
        {all.map((one) => (
          <FlowChart
            key={one.part}
            flips={one}
            shown={one === flips ? shown : null}
            marked={selection && selection.source !== 'flips' ? selection.indices : null}
            onChoose={(next) => choose(one, next)}
          />
        ))}
      </div>
    </SurveyFrame>
  );
}

/** Those that fell most first; where an answer was lost or stayed wrong, those that rose most. */
function sorted(
  indices: readonly number[],
  changes: Float32Array | undefined,
  outcome: Outcome,
): readonly number[] {
  if (!changes) return indices;
  const sign = outcome === 'lost' || outcome === 'wrong' ? -1 : 1;
  return indices.toSorted((one, other) => sign * (changes[one]! - changes[other]!));
}
