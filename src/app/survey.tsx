import { useMemo } from 'react';
import { dataName } from '../store/data-name';
import { pin, notify } from '../store/actions';
import { useExplorer, useExplorerParts } from '../store/store';
import { picturesWith, rightPart } from '../store/survey';
import { surveyAsCsv } from '../survey/survey-csv';
import { otherRun, useSurveys } from '../survey/use-surveys';
import { Button } from '../ui/controls/button';
import { ChartMenu } from '../ui/export/chart-menu';
import { useInTurn } from '../ui/use-in-turn';
import { useMessages } from '../ui/use-messages';
import { ConfusionPanel } from '../views/confusion/Panel';
import { FlipsPanel } from '../views/flips/Panel';
import { LossesPanel } from '../views/losses/Panel';
import { SpacePanel } from '../views/space/Panel';
import { PanelBoundary } from '../ui/panel-boundary';
import styles from './survey.module.css';

const panels = [
  ['space', SpacePanel],
  ['losses', LossesPanel],
  ['confusion', ConfusionPanel],
  ['flips', FlipsPanel],
] as const;

/** What the prompt does to all test pictures of a run: four panels with one choice. */
export function Survey() {
  const { survey: text } = useMessages();
  const standing = useInTurn(1, panels.length);
  return (
    <div className={styles.panels}>
      <Lead />
      {panels.slice(0, standing).map(([id, Panel]) => (
        <PanelBoundary key={id} name={text[id].title}>
          <Panel />
        </PanelBoundary>
      ))}
    </div>
  );
}

/** Whose pictures, how many, and what came of them; the other run beside it. */
function Lead() {
  const { survey: text, translated } = useMessages();
  const surveys = useSurveys();
  const { sides, missing } = surveys;
  const pinned = useExplorer(({ view }) => view.beside?.what === 'run');
  const other = useExplorerParts((state) => {
    const run = otherRun(state);
    return { id: run?.id ?? null, label: run?.label ?? '' };
  });
  const lines = useMemo(
    () =>
      sides.map(({ letter, run, survey, step }) => ({
        id: run.id,
        name: letter ? text.side(letter, translated(run.label)) : translated(run.label),
        lead: text.lead({
          before: rightPart(survey, 'unprompted'),
          after: rightPart(survey, 'prompted'),
          won: picturesWith(survey, 'won').length,
          lost: picturesWith(survey, 'lost').length,
        }),
        source: text.source({
          count: survey.count,
          data: dataName(run.config.data),
          seed: run.config.training.seed,
          step,
        }),
      })),
    [sides, text, translated],
  );
  if (sides.length === 0) return <div className={styles.lead} />;
  return (
    <div className={styles.lead}>
      <ul>
        {lines.map(({ id, name, lead, source }) => (
          <li key={id}>
            <b>{name}</b> {lead} <small>{source}</small>
          </li>
        ))}
        {missing && (
          <li role="status">
            <small>
              {missing.waiting
                ? text.waitingB(translated(missing.label))
                : text.noB(translated(missing.label))}
            </small>
          </li>
        )}
      </ul>
      <div className={styles.tools}>
        {pinned ? (
          <Button onClick={() => pin(null)}>{text.unpin}</Button>
        ) : (
          other.id !== null && (
            <Button onClick={() => pin({ what: 'run', runId: other.id ?? '' })}>
              {text.beside(translated(other.label))}
            </Button>
          )
        )}
        <ChartMenu
          title={text.csvHint}
          drawing={null}
          numbers={() => surveyAsCsv(sides)}
          onProblem={(sentence) => notify({ tone: 'warn', text: sentence, action: null })}
        />
      </div>
    </div>
  );
}
