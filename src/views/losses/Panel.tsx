import { useMemo, useRef, useState } from 'react';
import { notify } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { lossChanges, lossesBefore } from '../../store/survey';
import { changeSurvey } from '../../store/survey-actions';
import { SurveyFrame } from '../../survey/survey-frame';
import { surveyWords } from '../../survey/survey-words';
import { Tray } from '../../survey/tray';
import { useSurveys } from '../../survey/use-surveys';
import { Button } from '../../ui/controls/button';
import { Segments } from '../../ui/controls/segments';
import { ChartMenu } from '../../ui/export/chart-menu';
import { useMessages } from '../../ui/use-messages';
import { BarTable } from './bar-table';
import { barEdges, barsOf, factsOf, type Bar } from './geometry';
import { LossChart } from './loss-chart';
import styles from './losses.module.css';
import { barsAsCsv } from './bars-csv';

/** How much the prompt changed each picture's loss (paper Fig. 2), with the pictures behind each bar. */
export function LossesPanel() {
  const messages = useMessages();
  const { survey: words, translated } = messages;
  const { losses: text } = words;
  const surveys = useSurveys();
  const from = useExplorer(({ view }) => view.survey.from);
  const selection = useExplorer((state) => state.selection);
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const [a, b] = surveys.sides;
  const rows = useMemo(() => {
    const sides = [a, b].filter((side) => side !== undefined);
    const changes = sides.map(({ survey }) => lossChanges(survey, from));
    const edges = barEdges(changes);
    return sides.map(({ letter, run, survey }, at) => ({
      part: letter ?? '',
      name: letter ? words.side(letter, translated(run.label)) : '',
      changes: changes[at]!,
      bars: barsOf(changes[at]!, edges),
      facts: factsOf(changes[at]!),
      same: survey.losses.initial.every((loss, index) => loss === survey.losses.unprompted[index]),
    }));
    // what the sides are made of; the list of them is new each time
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [a?.survey, a?.run.label, a?.letter, b?.survey, b?.run.label, from, words]);
  const own = selection?.source === 'losses' ? selection.part : null;
  const chosen = rows.flatMap(({ part, bars }) => bars.filter((bar) => partOf(part, bar) === own))[0];
  const row = rows.find(({ part }) => own?.startsWith(`${part}:`)) ?? rows[0];
  return (
    <SurveyFrame
      title={text.title}
      caption={text.caption[from]}
      surveys={surveys}
      tools={
        <>
          <Segments
            label={text.from}
            value={from}
            options={lossesBefore.map((value) => ({ value, label: text.froms[value] }))}
            onChange={(next) => changeSurvey({ from: next })}
          />
          <Button look="quiet" data-control aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? words.asChart : words.asTable}
          </Button>
          <ChartMenu
            title={text.title}
            drawing={asTable ? null : drawing}
            numbers={() => barsAsCsv(rows)}
            words={() =>
              surveyWords({ title: text.title, caption: text.caption[from], sides: surveys.sides }, messages)
            }
            onProblem={(sentence) => notify({ tone: 'warn', text: sentence, action: null })}
          />
        </>
      }
      tray={
        <Tray
          panel="losses"
          surveys={surveys}
          title={chosen ? rangeOf(chosen, text, words.signed) : null}
          empty={text.empty}
          standing={row && { title: text.most, indices: mostWorse(row.changes) }}
          order={(indices) => (row ? byChange(indices, row.changes) : indices)}
          note={(index) => words.signed(row?.changes[index] ?? 0)}
        />
      }
    >
      <ul className={styles.facts}>
        {rows.map(({ part, name, facts, same }) => (
          <li key={part}>
            {name && <b>{name}</b>} {text.facts(facts)}
            {same && <small> {text.same}</small>}
          </li>
        ))}
      </ul>
      {asTable ? <BarTable rows={rows} /> : <LossChart rows={rows} drawing={drawing} partOf={partOf} />}
    </SurveyFrame>
  );
}

function partOf(side: string, { left }: Bar): string {
  return `${side}:${left}`;
}

/** In words: `−2 to −1.5`. */
function rangeOf(
  { from, to, left, right }: Bar,
  text: { below(to: string): string; above(from: string): string; between(from: string, to: string): string },
  write: (value: number) => string,
): string {
  if (from === -Infinity) return text.below(write(right));
  return to === Infinity ? text.above(write(left)) : text.between(write(left), write(right));
}

/** How many stand there while no bar is chosen. */
const standing = 30;

function mostWorse(changes: Float32Array): number[] {
  return byChange(Array.from(changes.keys()), changes)
    .sort((a, b) => changes[b]! - changes[a]!)
    .slice(0, standing);
}

/** Where it matters most first: the largest fall, or the largest rise. */
function byChange(indices: readonly number[], changes: Float32Array): number[] {
  const sorted = indices.toSorted((a, b) => changes[a]! - changes[b]!);
  return (changes[sorted[0]!] ?? 0) > 0 ? sorted.reverse() : sorted;
}
