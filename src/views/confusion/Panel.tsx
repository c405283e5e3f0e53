import { useMemo } from 'react';
import { notify } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { lossChanges, rightPart } from '../../store/survey';
import { changeSurvey } from '../../store/survey-actions';
import { SurveyFrame } from '../../survey/survey-frame';
import { Tray } from '../../survey/tray';
import { useSurveys } from '../../survey/use-surveys';
import { Segments } from '../../ui/controls/segments';
import { ChartMenu } from '../../ui/export/chart-menu';
import { useMessages } from '../../ui/use-messages';
import { confusionAsCsv } from './confusion-csv';
import { confusionAsPng, confusionAsSvg } from './confusion-drawing';
import { ConfusionGrid } from './confusion-grid';
import styles from './confusion.module.css';
import { cellsOf, mostConfused } from './geometry';

/** As they come in time. */
const order = ['before', 'after', 'difference'] as const;

/** Which class was taken for which, with the pictures in every cell; before, after, and what changed. */
export function ConfusionPanel() {
  const { survey: words, translated } = useMessages();
  const { confusion: text } = words;
  const surveys = useSurveys();
  const shown = useExplorer(({ view }) => view.survey.answers);
  const from = useExplorer(({ view }) => view.survey.from);
  const selection = useExplorer((state) => state.selection);
  const [a, b] = surveys.sides;
  const grids = useMemo(
    () =>
      [a, b]
        .filter((side) => side !== undefined)
        .map(({ letter, run, survey }) => ({
          part: letter ?? '',
          name: letter ? words.side(letter, translated(run.label)) : '',
          survey,
          cells: cellsOf(survey, shown),
          changes: lossChanges(survey, from),
        })),
    // what the sides are made of; the list of them is new each time
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [a?.survey, a?.run.label, a?.letter, b?.survey, b?.run.label, shown, from, words],
  );
  const classes = useMemo(
    () => (surveys.run?.classes ?? []).map((name) => translated(name)),
    [surveys.run?.classes, translated],
  );
  const own = selection?.source === 'confusion' ? selection.part.split(':') : null;
  const at = Number(own?.[2]);
  const grid = grids.find(({ part }) => part === own?.[0]) ?? grids[0];
  const nameOf = (cell: number) =>
    text.part(classes[Math.floor(cell / classes.length)] ?? '', classes[cell % classes.length] ?? '');
  const title = own ? nameOf(at) : null;
  const most = useMemo(() => (grid ? mostConfused(grid.cells, classes.length) : null), [grid, classes]);
  const drawing = { title: text.title, classes, shown, grids, truth: text.truth, answer: text.answer };
  return (
    <SurveyFrame
      title={text.title}
      caption={shown === 'difference' ? text.captionDifference : text.caption}
      surveys={surveys}
      summary={grids.map(({ name, survey, cells }) => {
        const largest = mostConfused(cells, classes.length);
        const sentence = text.summary({
          count: survey.count,
          before: rightPart(survey, 'unprompted'),
          after: rightPart(survey, 'prompted'),
          // a change is no count of errors
          most:
            shown === 'difference' || !largest
              ? null
              : { part: nameOf(largest.at), count: cells[largest.at]!.count },
        });
        return name ? `${name}: ${sentence}` : sentence;
      })}
      look={grids.length > 1 ? 'below' : 'beside'}
      tools={
        <>
          <Segments
            label={text.answers}
            value={shown}
            options={order.map((value) => ({ value, label: text.answersShown[value] }))}
            onChange={(next) => changeSurvey({ answers: next })}
          />
          <ChartMenu
            title={text.title}
            drawing={{
              svg: () => confusionAsSvg(drawing),
              png: (pixels) => confusionAsPng(drawing, pixels),
            }}
            numbers={() => confusionAsCsv(grids, classes)}
            onProblem={(sentence) => notify({ tone: 'warn', text: sentence, action: null })}
          />
        </>
      }
      tray={
        <Tray
          panel="confusion"
          surveys={surveys}
          title={title}
          empty={text.empty}
          standing={most ? { title: text.most(nameOf(most.at)), indices: most.indices } : undefined}
          note={(index) => words.signed(grid?.changes[index] ?? 0)}
        />
      }
    >
      <div className={styles.grids}>
        {grids.map((one) => (
          <ConfusionGrid key={one.part} grid={one} classes={classes} shown={shown} sheets={surveys.sheets} />
        ))}
      </div>
    </SurveyFrame>
  );
}
