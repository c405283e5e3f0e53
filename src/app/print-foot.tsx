import { writeLink } from '../store/link';
import { shownRun, shownStep } from '../store/selectors';
import { explorer } from '../store/store';
import { useMessages } from '../ui/use-messages';
import { useTaskTitle } from '../trace/network-title';
import { usePrinting } from './page-theme';
import styles from './print-foot.module.css';

/** What a printed page says of itself: where it comes from, when, which run at which step, made by what. */
export function PrintFoot() {
  return usePrinting() && <Foot />;
}

function Foot() {
  const { app, language, translated } = useMessages();
  const state = explorer.getState();
  const run = shownRun(state);
  const { origin, pathname } = location;
  const link = `${origin}${pathname}${writeLink(state)}`;
  const when = new Date().toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  const taskOf = useTaskTitle();
  return (
    <footer className={styles.foot}>
      <p>
        {app.name}, {when}
        {run && (
          <>
            {' · '}
            {app.print.run({
              label: translated(run.label),
              data: taskOf(run.config),
              side: run.config.method.side,
              seed: run.config.training.seed,
              step: shownStep(state),
            })}
          </>
        )}
        {run?.provenance.version && ` · ${run.provenance.version}`}
      </p>
      <p className={styles.link}>{link}</p>
    </footer>
  );
}
