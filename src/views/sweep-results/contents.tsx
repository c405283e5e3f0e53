import { useEffect, useMemo, useRef, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { fileOrder } from '../../store/sweep-results';
import { useMessages } from '../../ui/use-messages';
import type { ShownDetails, ShownView } from '../../worker/results-protocol';
import { commonFacts, shownColumns } from './columns';
import { Details } from './details';
import { Filters } from './filters';
import { ResultsTable } from './results-table';
import styles from './sweep-results.module.css';

interface Chosen {
  readonly view: number;
  readonly at: number;
  /** whoever opened it with a key goes on where it says what it is */
  readonly by: 'key' | 'pointer';
  readonly details: ShownDetails | null;
}

/** The table with what filters it, and what is known of the row that was chosen. */
export function ResultsContents({ view }: { readonly view: ShownView }) {
  const messages = useMessages();
  const text = messages.sweepResults;
  const { sweepResults } = useController();
  const busy = useExplorer((all) => all.sweepResults.busy);
  const [numbers, setNumbers] = useState<'usual' | 'every'>('usual');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { query } = view;
  const columns = useMemo(() => shownColumns({ view, numbers, messages }), [view, numbers, messages]);
  const common = commonFacts(view, messages);
  // rows have other places in another view
  const here = chosen?.view === view.view ? chosen : null;
  const at = here?.at ?? null;
  useEffect(() => {
    if (at === null) return;
    let wanted = true;
    void sweepResults.details(view.view, at).then((details) => {
      if (wanted) setChosen((before) => before && { ...before, details });
    });
    return () => {
      wanted = false;
    };
  }, [sweepResults, view.view, at]);
  const box = useRef<HTMLDivElement>(null);
  const close = () => {
    box.current?.querySelector<HTMLElement>(`[data-place="${at}"]`)?.focus();
    setChosen(null);
  };
  return (
    <div ref={box} className={styles.contents} aria-busy={busy}>
      <Filters view={view} numbers={numbers} onNumbers={setNumbers} />
      {common.length > 0 && <p className={styles.quiet}>{text.common(common)}</p>}
      {view.count === 0 ? (
        <p className={styles.empty}>{text.noMatch}</p>
      ) : (
        <ResultsTable
          view={view}
          columns={columns}
          chosen={at}
          onChoose={(place, by) =>
            setChosen(place === at ? null : { view: view.view, at: place, by, details: null })
          }
          onSort={(by) => {
            const again = query.sort.by === by;
            // once: a before z, or the best first; again: the other way; a third time: as in the file
            const back = again && query.sort.reversed;
            sweepResults.ask({ sort: back ? fileOrder : { by, reversed: again } });
          }}
        />
      )}
      {view.anyPublished && <p className={styles.quiet}>{text.publishedNote}</p>}
      {here?.details && (
        <Details key={here.at} details={here.details} reached={here.by === 'key'} onClose={close} />
      )}
    </div>
  );
}
