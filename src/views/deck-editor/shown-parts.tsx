import { isShownPart, partNames } from '../../lib/shown-parts';
import { deckLimits } from '../../store/deck-edit';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';

interface ShownPartsProps {
  readonly shows: readonly string[];
  onChange(shows: string[]): void;
}

/** Which parts of the page the slide shows: those chosen first, in their order. */
export function ShownParts({ shows, onChange }: ShownPartsProps) {
  const { lecture: text } = useMessages();
  const words = text.editor;
  const nameOf = (part: string) => (isShownPart(part) ? text.parts[part] : words.unknownPart(part));
  const full = shows.length >= deckLimits.shows;
  const swap = (at: number, by: number) => {
    const part = shows[at]!;
    onChange(shows.toSpliced(at, 1).toSpliced(at + by, 0, part));
  };
  return (
    <fieldset className={styles.group}>
      <legend>
        {words.shows} <small>{words.showsHint(deckLimits.shows)}</small>
      </legend>
      <ul className={styles.parts}>
        {shows.map((part, i) => (
          <li key={part} data-chosen>
            <label>
              <input type="checkbox" checked onChange={() => onChange(shows.toSpliced(i, 1))} />
              <span className={styles.order}>{i + 1}</span>
              {nameOf(part)}
            </label>
            <Button
              look="quiet"
              aria-label={words.partUp(nameOf(part))}
              disabled={i === 0}
              onClick={() => swap(i, -1)}
            >
              <Icon name="up" />
            </Button>
            <Button
              look="quiet"
              aria-label={words.partDown(nameOf(part))}
              disabled={i === shows.length - 1}
              onClick={() => swap(i, 1)}
            >
              <Icon name="down" />
            </Button>
          </li>
        ))}
        {partNames
          .filter((part) => !shows.includes(part))
          .map((part) => (
            <li key={part}>
              <label>
                <input
                  type="checkbox"
                  checked={false}
                  disabled={full}
                  onChange={() => onChange([...shows, part])}
                />
                {nameOf(part)}
              </label>
            </li>
          ))}
      </ul>
    </fieldset>
  );
}
