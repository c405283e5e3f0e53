import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import type { Messages } from '../../messages/messages';
import type { ResultsSaid } from '../../worker/results-protocol';
import styles from './sweep-results.module.css';

/** What became of every file, and why the last thing that was asked could not be done. */
export function Said() {
  const { sweepResults: text, translated } = useMessages();
  const { said, refused, opening } = useExplorer((all) => all.sweepResults);
  return (
    <div className={styles.said} aria-live="polite">
      {said.map((one, index) => (
        <p key={index} data-tone={['bad', 'more-bad', 'left-out'].includes(one.is) ? 'bad' : 'info'}>
          {wordsOf(one, text)}
        </p>
      ))}
      {opening !== null && <p data-tone="info">{text.opening(opening)}</p>}
      {refused !== null && <p data-tone="bad">{translated(refused)}</p>}
    </div>
  );
}

function wordsOf(said: ResultsSaid, text: Messages['sweepResults']): string {
  switch (said.is) {
    case 'taken':
      return text.taken(said.file, said.runs);
    case 'added':
      return text.added(said.runs);
    case 'repeated':
      return text.repeated(said);
    case 'left-out':
      return text.leftOut(said);
    case 'stopped':
      return text.stopped(said.files);
    case 'several':
      return text.several(said.files);
    case 'unread':
      return text.unread(said.files);
    case 'kept':
      return text.kept(said.name);
    case 'bad':
      return text.bad(said.file, said.message);
    case 'more-bad':
      return text.moreBad(said.files);
  }
}
