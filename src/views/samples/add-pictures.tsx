import { useRef } from 'react';
import { FileInput } from '../../ui/controls/file-input';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './add-pictures.module.css';
import { usePicturesFromAnywhere } from '../../ui/controls/use-pictures-from-anywhere';

/** The + slot: files by dialog, by drop anywhere on the page, or pasted; many at once. */
export function AddPictures({ onAdd }: { readonly onAdd: (files: readonly File[]) => void }) {
  const { samples: text } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const held = usePicturesFromAnywhere(onAdd);
  return (
    <>
      <button
        type="button"
        className={styles.add}
        aria-label={text.add}
        title={text.addHint}
        onClick={() => input.current?.click()}
      >
        <span className={styles.slot}>
          <Icon name="plus" />
        </span>
        <span className={styles.caption}>{text.yours}</span>
      </button>
      <FileInput ref={input} label={text.add} accept="image/*" multiple onFiles={onAdd} />
      {held && (
        <div className={styles.drop} role="status">
          <p>{text.drop}</p>
        </div>
      )}
    </>
  );
}
