import { useMemo } from 'react';
import type { SurveyLayout } from '../../data/layout';
import { notify } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { marksShown } from '../../store/survey';
import { changeSurvey, choosePictures } from '../../store/survey-actions';
import { SurveyFrame } from '../../survey/survey-frame';
import { Tray } from '../../survey/tray';
import { useSurveys } from '../../survey/use-surveys';
import { Button } from '../../ui/controls/button';
import { Segments } from '../../ui/controls/segments';
import { ChartMenu } from '../../ui/export/chart-menu';
import { useSheetImages } from '../../ui/pictures/use-sheet-images';
import { useMessages } from '../../ui/use-messages';
import { pointsAround } from './geometry';
import { spaceAsCsv, spaceAsPng, spaceAsSvg } from './space-drawing';
import { SpacePlot } from './space-plot';
import { useLayout } from './use-layout';

/** What the frozen network's last layer makes of every test picture, before and after the prompt. */
export function SpacePanel() {
  const { survey: words, translated } = useMessages();
  const { space: text } = words;
  const surveys = useSurveys();
  const { sides, sheets } = surveys;
  const asked = useLayout(sides);
  const marks = useExplorer(({ view }) => view.survey.marks);
  const selection = useExplorer((state) => state.selection);
  const images = useSheetImages(marks === 'pictures' ? sheets : null);
  const pictures = useMemo(() => (sheets && images ? { sheets, images } : null), [sheets, images]);
  const classes = useMemo(
    () => (surveys.run?.classes ?? []).map((name) => translated(name)),
    [surveys.run?.classes, translated],
  );
  const names = [
    text.sides.before,
    ...sides.map(({ letter, run }) =>
      letter ? `${words.side(letter, translated(run.label))}, ${text.sides.after}` : text.sides.after,
    ),
  ];
  const survey = sides[0]?.survey;
  const layout = asked.view?.layout ?? null;
  const drawing = layout && survey && { title: text.title, layout, names, classes, labels: survey.labels };
  return (
    <SurveyFrame
      title={text.title}
      caption={text.caption}
      surveys={surveys}
      summary={survey ? [text.summary({ count: survey.count, classes: classes.length })] : []}
      look={sides.length > 1 ? 'below' : 'beside'}
      tools={
        <>
          <Segments
            label={text.marks}
            value={marks}
            options={marksShown.map((value) => ({ value, label: text.marksShown[value] }))}
            onChange={(next) => changeSurvey({ marks: next })}
          />
          {drawing && (
            <ChartMenu
              title={text.title}
              drawing={{
                svg: () => spaceAsSvg(drawing),
                png: (pixels) => spaceAsPng(drawing, { pixels, pictures }),
              }}
              numbers={() => spaceAsCsv(drawing)}
              onProblem={(sentence) => notify({ tone: 'warn', text: sentence, action: null })}
            />
          )}
        </>
      }
      tray={
        <Tray
          panel="space"
          surveys={surveys}
          title={titleOf(selection?.part ?? '', { classes, text })}
          empty={text.empty}
          note={(index) => classes[survey?.answers.prompted[index] ?? -1] ?? ''}
          cardTools={(index) =>
            layout && <Button onClick={() => chooseNearest(layout, index, 1)}>{words.card.neighbours}</Button>
          }
        />
      }
    >
      {survey && (
        <SpacePlot
          sides={sides}
          names={names}
          classes={classes}
          asked={asked}
          sheets={sheets}
          pictures={pictures}
          pictureless={surveys.pictureless}
          onNearest={(index, side) => layout && chooseNearest(layout, index, side)}
        />
      )}
    </SurveyFrame>
  );
}

/** How many are chosen round a picture. */
const nearest = 20;

function chooseNearest({ count, positions }: SurveyLayout, index: number, side: number): void {
  const points = positions.subarray(side * count * 2, (side + 1) * count * 2);
  const indices = pointsAround(points, index, nearest + 1).filter((other) => other !== index);
  choosePictures({
    source: 'space',
    part: `near:${index}:${side}`,
    indices: indices.slice(0, nearest).toSorted((a, b) => a - b),
  });
}

interface Words {
  readonly classes: readonly string[];
  readonly text: { readonly region: string; nearest(number: number): string };
}

/** What is chosen here, in words. */
function titleOf(part: string, { classes, text }: Words): string {
  const [kind, at] = part.split(':');
  if (kind === 'class') return classes[Number(at)] ?? '';
  if (kind === 'near') return text.nearest(Number(at) + 1);
  return text.region;
}
