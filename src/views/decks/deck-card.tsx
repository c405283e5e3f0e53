import { useController } from '../../controller/use-controller';
import { isOwnDeck, type DeckFacts } from '../../store/lecture';
import { goToDeck } from '../../store/stage-actions';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { useMessages } from '../../ui/use-messages';
import styles from './decks.module.css';

/** One deck: what it is, and what can be done with it. */
export function DeckCard({ facts }: { readonly facts: DeckFacts }) {
  const { lecture: text } = useMessages();
  const { decks } = useController();
  const { id, title, about, language, slides, updated } = facts;
  const own = isOwnDeck(id);
  return (
    <article className={styles.card} aria-label={title}>
      <h4 lang={language}>{title}</h4>
      {about !== '' && <p lang={language}>{about}</p>}
      <p className={styles.quiet}>
        {text.slides(slides)}
        {updated !== null && ` · ${text.changed(updated)}`}
      </p>
      <div className={styles.actions}>
        <Button look="primary" onClick={() => goToDeck(id, 'stage')}>
          <Icon name="play" />
          {text.present}
        </Button>
        {own ? (
          <Button onClick={() => goToDeck(id, 'edit')}>{text.edit}</Button>
        ) : (
          <Button title={text.duplicateHint} onClick={() => decks.duplicate(id)}>
            {text.duplicate}
          </Button>
        )}
        <Popover
          title={title}
          trigger={
            <Button look="quiet" aria-label={text.more(title)}>
              <Icon name="more" />
            </Button>
          }
        >
          <div className={styles.menu}>
            {own && (
              <Button look="quiet" onClick={() => decks.duplicate(id)}>
                <Icon name="copy" />
                {text.duplicate}
              </Button>
            )}
            <Button look="quiet" onClick={() => decks.copyLink(id)}>
              <Icon name="link" />
              {text.copyLink}
            </Button>
            <Button look="quiet" onClick={() => decks.save(id)}>
              <Icon name="save" />
              {text.save}
            </Button>
            {own && (
              <Button look="quiet" onClick={() => decks.remove(id)}>
                <Icon name="trash" />
                {text.remove}
              </Button>
            )}
          </div>
        </Popover>
      </div>
    </article>
  );
}
