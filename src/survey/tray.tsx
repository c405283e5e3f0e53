import type { ReactNode } from 'react';
import { useExplorer } from '../store/store';
import { pictureIndex, type SurveyPanel } from '../store/survey';
import { choosePictures, pickPicture } from '../store/survey-actions';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { useMessages } from '../ui/use-messages';
import { PictureCard } from './picture-card';
import { TileList } from './tile-list';
import styles from './tray.module.css';
import type { Surveys } from './use-surveys';

interface TrayProps {
  readonly panel: SurveyPanel;
  readonly surveys: Surveys;
  /** what is chosen in this panel, in words */
  readonly title: string | null;
  /** what to do while nothing is */
  readonly empty: string;
  /** pictures that stand here while none are chosen */
  readonly standing?: { readonly title: string; readonly indices: readonly number[] } | undefined;
  /** the chosen pictures in the order in which they stand; as they are numbered without */
  order?(indices: readonly number[]): readonly number[];
  /** below a picture */
  note(index: number): string;
  cardTools?(index: number): ReactNode;
}

/** The pictures behind what is chosen in a panel, and the card of the one that was picked. */
export function Tray(props: TrayProps) {
  const { panel, surveys, empty, standing, order, note, cardTools } = props;
  const { survey: text, translated } = useMessages();
  const selection = useExplorer((state) => state.selection);
  const picture = useExplorer(({ view }) => view.survey.picture);
  const pickedIn = useExplorer((state) => state.pickedIn);
  const survey = surveys.sides[0]?.survey;
  const classes = surveys.run?.classes;
  if (!survey || !classes) return null;
  const own = selection?.source === panel ? selection : null;
  const picked = pictureIndex(picture, survey.count);
  const cardHere = pickedIn === panel && picked !== null;
  const title = own ? props.title : (standing?.title ?? null);
  const listed = own?.indices ?? standing?.indices ?? null;
  const indices = listed ? (order?.(listed) ?? listed) : [];
  return (
    <div className={styles.tray}>
      <div role="status" className={styles.head}>
        {listed && (
          <h4>
            {title} <span className={styles.count}>{text.pictures(indices.length)}</span>
          </h4>
        )}
        {own && <Clear />}
        {!listed && !cardHere && <p className={styles.empty}>{empty}</p>}
        {!own && selection && (
          <p className={styles.empty}>
            {text.chosenElsewhere(selection.indices.length, text[selection.source].title)} <Clear />
          </p>
        )}
      </div>
      {cardHere && (
        <PictureCard
          surveys={surveys}
          index={picked}
          onClose={() => pickPicture(null, panel)}
          tools={cardTools?.(picked)}
        />
      )}
      {listed && (
        <div className={styles.scroll}>
          {surveys.pictureless && <p className={styles.empty}>{text.noThumbnails}</p>}
          <TileList
            key={own?.part ?? title}
            name={`${text.list}: ${title ?? ''}`}
            indices={indices}
            sheets={surveys.sheets}
            picked={picked}
            marked={null}
            describe={(index) => ({
              name: `${text.space.one(index + 1)}, ${translated(classes[survey.labels[index]!] ?? '')}`,
              note: note(index),
            })}
            onPick={(index) => pickPicture(index === picked ? null : index, panel)}
          />
        </div>
      )}
    </div>
  );
}

function Clear() {
  const { survey: text } = useMessages();
  return (
    <Button look="quiet" aria-label={text.clear} title={text.clear} onClick={() => choosePictures(null)}>
      <Icon name="close" />
    </Button>
  );
}
