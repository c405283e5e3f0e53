import { useRef } from 'react';
import { useController } from '../../controller/use-controller';
import { followLink } from '../../store/follow-link';
import { FileInput } from '../../ui/controls/file-input';
import { Icon } from '../../ui/controls/icon';
import { usePicturesFromAnywhere } from '../../ui/controls/use-pictures-from-anywhere';
import { useMessages } from '../../ui/use-messages';
import styles from './door.module.css';

/** The sixth card: a picture of one's own, chosen, dropped anywhere or pasted, under the recorded run of SMM. */
export function OwnPhoto() {
  const { door } = useMessages();
  const controller = useController();
  const input = useRef<HTMLInputElement>(null);
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    followLink('?run=smm');
    controller.addPictures(files);
  };
  const held = usePicturesFromAnywhere(take);
  return (
    <>
      <button
        type="button"
        className={styles.card}
        data-own=""
        data-held={held || undefined}
        onClick={() => input.current?.click()}
      >
        <span className={styles.figure} aria-hidden="true">
          <Icon name="plus" />
        </span>
        <span>
          <strong className={styles.cardTitle}>{door.own.title}</strong>
          <small className={styles.hint}>{door.own.hint}</small>
        </span>
      </button>
      <FileInput ref={input} label={door.own.choose} accept="image/*" multiple onFiles={take} />
    </>
  );
}
