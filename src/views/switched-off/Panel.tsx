import { knockOutOf } from '../../core/ablation/knock-outs';
import { findBlock } from '../../core/ablation/registry';
import { useController } from '../../controller/use-controller';
import { moveMarker } from '../../store/actions';
import type { KnockOut } from '../../store/knock-out';
import { knockOutWait, shownKnockOut, trainedSnapshot } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { flips } from './flips';
import { Refusal } from './refusal';
import { Score } from './score';
import styles from './switched-off.module.css';

/** Says over the pictures that a part of the run on screen is off, what stands in its place, and what that costs. */
export function SwitchedOffPanel() {
  const { switchedOff: text, translated } = useMessages();
  const controller = useController();
  const knockOut = useExplorer(shownKnockOut);
  if (!knockOut) return null;
  const { part, standIn, definition } = named(knockOut);
  return (
    <section className={styles.panel} aria-label={text.region}>
      <p className={styles.what}>
        <span className={styles.mark} aria-hidden="true">
          {text.mark}
        </span>
        <span className={styles.unseen} role="status">
          {text.announce(part, standIn)}
        </span>
        <span aria-hidden="true">
          {translated(part)}: <b>{translated(standIn)}</b>
        </span>
      </p>
      {knockOut.refusal ? (
        <Refusal knockOut={knockOut} />
      ) : (
        <>
          <p className={styles.definition}>
            {translated(definition)} <InView knockOut={knockOut} />
          </p>
          <Score score={knockOut.score} begun={knockOut.seen !== null} />
        </>
      )}
      <Button className={styles.back} onClick={() => controller.switchOff(null)}>
        {text.back} <kbd>{text.key}</kbd>
      </Button>
    </section>
  );
}

/** What the samples show of it now. */
function InView({ knockOut: { seen } }: { readonly knockOut: KnockOut }) {
  const { switchedOff: text } = useMessages();
  const marker = useExplorer(({ view }) => view.step);
  const trained = useExplorer(trainedSnapshot);
  const wait = useExplorer(knockOutWait);
  if (marker !== null) {
    return (
      <>
        {text.past(marker)}{' '}
        <Button look="quiet" onClick={() => moveMarker(null)}>
          {text.newest}
        </Button>
      </>
    );
  }
  if (wait) return <span role="status">{text.waits[wait]}</span>;
  if (!seen) return null;
  const changed = trained && flips(trained, seen.snapshot);
  return changed && text.flips(changed.count, changed.of);
}

function named({ block, variant }: KnockOut) {
  const { label, variants, demonstrations = [] } = findBlock(block);
  const offer = knockOutOf(block, variant);
  const standIn = [...variants, ...demonstrations].find(({ id }) => id === variant)?.label ?? variant;
  return { part: label, standIn, definition: 'none' in offer ? offer.none : offer.definition };
}
