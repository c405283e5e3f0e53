import { useMemo, useRef, useState } from 'react';
import type { PictureSheets } from '../../data/picture-sheets';
import { useExplorer } from '../../store/store';
import { pictureIndex } from '../../store/survey';
import { choosePictures, pickPicture } from '../../store/survey-actions';
import type { Side } from '../../survey/use-surveys';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import { ClassLegend } from './class-legend';
import { paneExtent, planeOf } from './geometry';
import { LayoutProgress } from './layout-progress';
import type { Painted } from './paint';
import { Pane } from './pane';
import styles from './space.module.css';
import type { AskedLayout } from './use-layout';

interface SpacePlotProps {
  readonly sides: readonly Side[];
  /** without a prompt, then each side with its own */
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly asked: AskedLayout;
  readonly sheets: PictureSheets | null;
  /** in place of dots */
  readonly pictures: Painted['pictures'];
  readonly pictureless: boolean;
  onNearest(index: number, side: number): void;
}

/** rem: in a hall, where the type is fitted to the screen, the plot is fitted with it */
const tallest = 28.75;

const none: readonly number[] = [];

/** The sides beside each other, one under the pointer of all; below, the classes and what a reader should know. */
export function SpacePlot(props: SpacePlotProps) {
  const { sides, names, classes, asked, sheets, pictures, pictureless, onNearest } = props;
  const { survey: words } = useMessages();
  const { space: text } = words;
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place, { atOnce: true });
  const selection = useExplorer((state) => state.selection);
  const picture = useExplorer(({ view }) => view.survey.picture);
  const [pointed, setPointed] = useState<number | null>(null);
  const survey = sides[0]!.survey;
  const { labels, features } = survey;
  const layout = asked.view?.layout ?? null;
  const { width, height } = paneExtent(
    { width: size?.width ?? 0, tallest: Math.round(tallest * (size?.rem ?? 16)) },
    names.length,
  );
  const plane = useMemo(
    () => (layout && width > 0 ? planeOf(layout, { width, height }) : null),
    [layout, width, height],
  );
  const painted = useMemo(
    () => ({ labels, marked: selection ? new Set(selection.indices) : null, pictures, sheets }),
    [labels, selection, pictures, sheets],
  );
  const picked = pictureIndex(picture, survey.count);
  const nameOf = (label: number | undefined) => classes[label ?? -1] ?? '';
  const describe = (index: number) =>
    text.point({
      number: index + 1,
      truth: nameOf(labels[index]),
      before: nameOf(survey.answers.unprompted[index]),
      after: sides.map((side) => nameOf(side.survey.answers.prompted[index])).join(' | '),
    });
  const giveUp = () => {
    setPointed(null);
    choosePictures(null);
    if (picked !== null) pickPicture(null, 'space');
  };
  return (
    <>
      <div ref={place} className={styles.panes}>
        {names.map((name, side) =>
          plane && side < plane.sides.length ? (
            <Pane
              key={side}
              name={name}
              plane={plane}
              side={side}
              painted={painted}
              classes={classes}
              theme={theme}
              among={selection?.indices ?? none}
              pointed={pointed}
              picked={picked}
              describe={describe}
              onPoint={setPointed}
              onPick={(index) => pickPicture(index === picked ? null : index, 'space')}
              onRegion={(indices) =>
                choosePictures(
                  indices.length > 0 ? { source: 'space', part: `region:${indices.join()}`, indices } : null,
                )
              }
              onNearest={onNearest}
              onGiveUp={giveUp}
            />
          ) : (
            <figure key={side} className={styles.pane}>
              <figcaption>{name}</figcaption>
              <div className={styles.plot} style={{ width, height }} />
            </figure>
          ),
        )}
      </div>
      <p className={styles.unseen} role="status">
        {pointed !== null && describe(pointed)}
      </p>
      <ClassLegend
        classes={classes}
        theme={theme}
        chosen={selection?.source === 'space' ? selection.part : null}
        onChoose={(label) =>
          choosePictures({
            source: 'space',
            part: `class:${label}`,
            indices: Array.from(labels.keys()).filter((index) => labels[index] === label),
          })
        }
      />
      <LayoutProgress asked={asked} now={sides[0]!.step} />
      {features && asked.view && (
        <p className={styles.facts}>
          {text.facts({
            before: features.explained.unprompted,
            after: sides.map((side) => side.survey.features?.explained.prompted ?? 0),
            dimensions: features.dimensions,
            kept: asked.view.kept,
            options: asked.view.options,
          })}
          {pictureless && ` ${words.noThumbnails}`}
        </p>
      )}
    </>
  );
}
