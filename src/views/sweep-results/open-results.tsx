import { useEffect, useRef } from 'react';
import { chosenFiles } from '../../controller/given-files';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import styles from './sweep-results.module.css';

/** Files or a folder, and the way to let go of them. */
export function OpenResults() {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  const state = useExplorer((all) => all.sweepResults.state);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const open = (given: readonly File[]) => sweepResults.open(chosenFiles(given));
  // React knows no such attribute on every version of its types
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const busy = state === 'reading';
  return (
    <div className={styles.buttons}>
      <Button disabled={busy} onClick={() => files.current?.click()}>
        {state === 'ready' ? text.openMore : text.open}
      </Button>
      <Button disabled={busy} onClick={() => folder.current?.click()}>
        {text.openFolder}
      </Button>
      {state === 'ready' && (
        <Button look="quiet" onClick={() => sweepResults.close()}>
          {text.close}
        </Button>
      )}
      <FileInput ref={files} label={text.open} accept=".parquet,.csv,.safetensors" multiple onFiles={open} />
      <FileInput ref={folder} label={text.openFolder} accept="" multiple onFiles={open} />
    </div>
  );
}
