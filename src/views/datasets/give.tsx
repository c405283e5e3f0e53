import { useEffect, useRef, useState } from 'react';
import { chosenSource, droppedNetwork, droppedSource } from '../../controller/given-files';
import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import type { GivenSource } from '../../worker/import-protocol';
import styles from './datasets.module.css';

/** Where files come in: dropped, or chosen one by one or as a folder. */
export function Give() {
  const { datasets: text } = useMessages();
  const { ownData, ownNetworks } = useController();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [held, setHeld] = useState(false);
  const look = (source: GivenSource | null) => source && ownData.look(source);
  // React knows no such attribute on every version of its types
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  return (
    <div
      className={styles.give}
      data-held={held || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setHeld(true);
      }}
      onDragLeave={() => setHeld(false)}
      onDrop={(event) => {
        event.preventDefault();
        setHeld(false);
        const network = droppedNetwork(event.dataTransfer);
        if (network) ownNetworks.look(network);
        else void droppedSource(event.dataTransfer).then(look);
      }}
    >
      <p>{text.drop}</p>
      <div className={styles.buttons}>
        <Button onClick={() => files.current?.click()}>{text.files}</Button>
        <Button onClick={() => folder.current?.click()}>{text.folder}</Button>
      </div>
      <FileInput
        ref={files}
        label={text.files}
        accept=""
        multiple
        onFiles={(given) => look(chosenSource(given))}
      />
      <FileInput
        ref={folder}
        label={text.folder}
        accept=""
        multiple
        onFiles={(given) => look(chosenSource(given))}
      />
    </div>
  );
}
