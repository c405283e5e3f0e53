import type { KeyboardEvent, ReactNode } from 'react';
import { compareRuns, goTo, openRun, selectSample } from '../../store/actions';
import type { RunView } from '../../store/run-view';
import { Icon } from '../../ui/controls/icon';
import { commandOf } from '../../ui/keys';
import { useMessages } from '../../ui/use-messages';
import type { Cell } from './geometry';
import styles from './matrix.module.css';

interface MatrixCellProps {
  readonly cell: Cell;
  readonly run: RunView;
  readonly label: string;
  readonly sampleId: string;
  /** right in one and wrong in the reference, or the other way round */
  readonly flipped: boolean;
  /** what it can be put beside; null = it is that */
  readonly reference: { readonly run: RunView; readonly label: string } | null;
  /** stored last at the marker */
  readonly step: number;
  /** the class that it is read as */
  readonly answer: string;
  /** its picture */
  readonly children: ReactNode;
}

/** One picture under one variant: a press opens it in Explore, the sign in its corner puts it beside the reference. */
export function MatrixCell(props: MatrixCellProps) {
  const { cell, run, label, sampleId, flipped, reference, step, answer, children } = props;
  const { matrix: text, pair, translated } = useMessages();
  const verdict = cell.right === null ? '' : cell.right ? text.right : text.wrong;
  const open = () => {
    openRun(run);
    selectSample(sampleId);
    goTo('explore');
  };
  const putBeside = () => reference && compareRuns(reference.run.id, run.id, sampleId);
  const press = (event: KeyboardEvent) => {
    if (!reference || commandOf('variant', event) !== 'beside') return;
    event.preventDefault();
    putBeside();
  };
  const beside = reference && pair.pin.besideReference(translated(label), translated(reference.label));
  return (
    <span className={styles.place} data-run={run.id} data-sample={sampleId} data-step={step}>
      <button
        type="button"
        className={styles.cell}
        data-flip={flipped || undefined}
        title={text.open}
        aria-label={text.cell({ variant: translated(label), picture: sampleId, answer, right: verdict })}
        onClick={open}
        onKeyDown={press}
      >
        {children}
        <span className={styles.answer} data-right={cell.right ?? undefined}>
          {cell.right !== null && <i aria-hidden="true">{cell.right ? '✓' : '✗'}</i>}
          {answer}
        </span>
      </button>
      {beside && (
        <button
          type="button"
          className={styles.beside}
          // by keyboard: the key B on the cell
          tabIndex={-1}
          aria-label={beside}
          title={beside}
          onClick={putBeside}
        >
          <Icon name="beside" />
        </button>
      )}
    </span>
  );
}
