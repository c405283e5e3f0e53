import { useCallback, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { libraryBytes } from '../../store/library';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Dialog } from '../../ui/controls/dialog';
import { useMessages } from '../../ui/use-messages';
import { dropTarget } from './drop-target';
import { LibraryContents } from './library-contents';
import styles from './library.module.css';

/** How many runs are kept, and the way to them. Capsules may be dropped on the button. */
export function LibraryPanel() {
  const { library: text } = useMessages();
  const controller = useController();
  const [open, setOpen] = useState(false);
  const library = useExplorer((state) => state.library);
  const take = useCallback(
    (files: readonly File[]) => {
      setOpen(true);
      controller.library.take(files);
    },
    [controller],
  );
  return (
    <section className={styles.panel} aria-labelledby="library-title">
      <h2 id="library-title">{text.title}</h2>
      <p className={styles.quiet}>
        {library.state === 'unavailable'
          ? (library.problem ?? text.unavailable)
          : text.summary(library.entries.length, libraryBytes(library))}
      </p>
      <Button onClick={() => setOpen(true)} {...dropTarget(take)}>
        {text.open}
      </Button>
      <Dialog open={open} title={text.title} close={text.close} look="wide" onOpenChange={setOpen}>
        <LibraryContents onFiles={take} />
      </Dialog>
    </section>
  );
}
