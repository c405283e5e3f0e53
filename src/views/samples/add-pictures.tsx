import { useRef } from 'react';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './add-pictures.module.css';
import { usePicturesFromAnywhere } from './use-pictures-from-anywhere';

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
      <input
        ref={input}
        className={styles.input}
        type="file"
        accept="image/*"
        multiple
        tabIndex={-1}
        aria-label={text.add}
        onChange={({ target }) => {
          onAdd([...(target.files ?? [])]);
          // the same file may be chosen again
          target.value = '';
        }}
      />
      {held && (
        <div className={styles.drop} role="status">
          <p>{text.drop}</p>
        </div>
      )}
    </>
  );
}
