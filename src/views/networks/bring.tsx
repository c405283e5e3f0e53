import { useId, useRef, useState, type DragEvent } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import styles from './networks.module.css';

/** A file from disk, or an address on the model hub. */
export function Bring() {
  const { networks: text } = useMessages();
  const controller = useController();
  const busy = useExplorer(({ ownNetworks: { incoming } }) => incoming.stage === 'arriving');
  const files = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = ([file]: readonly File[]) => file && controller.ownNetworks.look(file);
  const dropped = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (!busy) take([...event.dataTransfer.files]);
    },
  };
  return (
    <div className={styles.ways}>
      <div className={styles.drop} data-over={over || undefined} {...dropped}>
        <Button look="primary" disabled={busy} onClick={() => files.current?.click()}>
          {text.choose}
        </Button>
        <span className={styles.note}>{text.drop}</span>
        <FileInput ref={files} label={text.file} accept=".safetensors" onFiles={take} />
      </div>
      <HubForm busy={busy} />
    </div>
  );
}

function HubForm({ busy }: { readonly busy: boolean }) {
  const { networks: text } = useMessages();
  const controller = useController();
  const id = useId();
  const [address, setAddress] = useState('');
  return (
    <form
      className={styles.hub}
      aria-label={text.hub}
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== '') controller.ownNetworks.ask(address.trim());
      }}
    >
      <h3>{text.hub}</h3>
      <label htmlFor={id}>{text.address}</label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.address}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="timm/resnet18.tv_in1k"
          value={address}
          maxLength={250}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setAddress(target.value)}
        />
        <Button type="submit" disabled={busy || address.trim() === ''}>
          {text.ask}
        </Button>
      </div>
      <small id={`${id}-hint`} className={styles.note}>
        {text.addressHint}
      </small>
      <p className={styles.note}>{text.hubNote}</p>
    </form>
  );
}
