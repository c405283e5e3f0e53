// what a number means must open with networking off too
import '../ui/controls/popover-layer';
import { comparedRun } from '../store/table';
import { useMessages } from '../ui/use-messages';
import { AblationPanel } from '../views/ablation/Panel';
import { FamiliesPanel } from '../views/families/Panel';
import { LibraryPanel } from '../views/library/Panel';
import { OwnPicturePanel } from '../views/matrix/own-picture';
import { MatrixPanel } from '../views/matrix/Panel';
import { PairSection } from '../views/pair/section';
import { ScrubberPanel } from '../views/scrubber/Panel';
import styles from './compare.module.css';
import { PanelBoundary } from './panel-boundary';

/** The place where many runs stand side by side: what is trained, what each part is worth, and how it looks. */
export function Compare() {
  const { panels } = useMessages().app;
  return (
    <div className={styles.compare}>
      <PanelBoundary name={panels.library}>
        <LibraryPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.table}>
        <AblationPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.families}>
        <FamiliesPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.pair}>
        <PairSection />
      </PanelBoundary>
      <PanelBoundary name={panels.matrix}>
        <MatrixPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.ownPicture}>
        <OwnPicturePanel />
      </PanelBoundary>
      <div className={styles.time}>
        <PanelBoundary name={panels.scrubber}>
          <ScrubberPanel runOf={comparedRun} />
        </PanelBoundary>
      </div>
    </div>
  );
}
