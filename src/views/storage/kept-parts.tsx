import type { ReactNode } from 'react';
import { useController } from '../../controller/use-controller';
import { forgetGuesses } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import styles from './storage.module.css';

/** What lies here besides runs, which have their library: how much of each, and the way to be rid of it. */
export function KeptParts() {
  const { storage: text } = useMessages();
  const controller = useController();
  const report = useExplorer(({ offline }) => offline.report);
  const guesses = useExplorer(({ guesses: { given } }) => Object.keys(given).length);
  return (
    <dl className={styles.rows}>
      {report && (
        <>
          <Row name={text.recorded} kept={text.of(report.recorded.kept.bytes, report.recorded.bytes)} />
          {report.extra.kept.files > 0 && (
            <Row name={text.extra} kept={text.of(report.extra.kept.bytes, report.extra.bytes)} />
          )}
          <Row name={text.live} kept={text.of(report.live.kept.bytes, report.live.bytes)}>
            {report.live.kept.files + report.extra.kept.files > 0 && (
              <Button aria-label={text.removeLive} onClick={() => controller.offline.forget()}>
                {text.remove}
              </Button>
            )}
          </Row>
        </>
      )}
      <Row name={text.guesses} kept={text.guessCount(guesses)}>
        {guesses > 0 && (
          <Button aria-label={text.removeGuesses} onClick={forgetGuesses}>
            {text.remove}
          </Button>
        )}
      </Row>
    </dl>
  );
}

interface RowProps {
  readonly name: string;
  readonly kept: string;
  readonly children?: ReactNode;
}

function Row({ name, kept, children }: RowProps) {
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>
        {kept}
        {children}
      </dd>
    </div>
  );
}
