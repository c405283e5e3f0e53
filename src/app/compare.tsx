// what a number means must open with networking off too
import '../ui/controls/popover-layer';
import { comparedRun } from '../store/table';
import { useInTurn } from '../ui/use-in-turn';
import { useMessages } from '../ui/use-messages';
import { AblationPanel } from '../views/ablation/Panel';
import { FamiliesPanel } from '../views/families/Panel';
import { LibraryPanel } from '../views/library/Panel';
import { OwnPicturePanel } from '../views/matrix/own-picture';
import { MatrixPanel } from '../views/matrix/Panel';
import { PairSection } from '../views/pair/section';
import { ScrubberPanel } from '../views/scrubber/Panel';
import { SweepResultsPanel } from '../views/sweep-results/Panel';
import styles from './compare.module.css';
import { JumpList } from './jump-list';
import { PanelBoundary } from '../ui/panel-boundary';

/** In the order in which they stand, and in which the list at the top leads to them. */
const sections = [
  ['library', LibraryPanel],
  ['table', AblationPanel],
  ['sweepResults', SweepResultsPanel],
  ['families', FamiliesPanel],
  ['pair', PairSection],
  ['matrix', MatrixPanel],
  ['ownPicture', OwnPicturePanel],
] as const;

/** The place where many runs stand side by side: what is trained, what each part is worth, and how it looks. */
export function Compare() {
  const { panels, jump } = useMessages().app;
  const standing = useInTurn(2, sections.length);
  return (
    <div className={styles.compare}>
      <JumpList label={jump} entries={sections.map(([id]) => ({ id: `compare-${id}`, name: panels[id] }))} />
      {sections.map(([id, Panel], place) => (
        <div key={id} id={`compare-${id}`} className={styles.section} tabIndex={-1}>
          {place < standing && (
            <PanelBoundary name={panels[id]}>
              <Panel />
            </PanelBoundary>
          )}
        </div>
      ))}
      <div className={styles.time}>
        <PanelBoundary name={panels.scrubber}>
          <ScrubberPanel runOf={comparedRun} />
        </PanelBoundary>
      </div>
    </div>
  );
}
