import { useController } from '../../controller/use-controller';
import { dismissNotice } from '../../store/actions';
import type { Notice } from '../../store/notice';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './notices.module.css';

/** Sentences for the person. They stay until dismissed: nobody reads against a clock. */
export function NoticesPanel() {
  const { notices: text } = useMessages();
  const notices = useExplorer((state) => state.notices);
  return (
    <section className={styles.region} aria-label={text.region} aria-live="polite">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice: { id, tone, text, passing, action } }: { readonly notice: Notice }) {
  const controller = useController();
  const messages = useMessages();
  return (
    <div className={styles.notice} data-tone={tone} data-passing={passing}>
      <span className={styles.sign}>
        <Icon name={tone === 'info' ? 'info' : 'warning'} />
      </span>
      <p>{messages.translated(text)}</p>
      {action && <Button onClick={() => controller.follow(action.command)}>{action.label}</Button>}
      <Button look="quiet" aria-label={messages.notices.dismiss} onClick={() => dismissNotice(id)}>
        <Icon name="close" />
      </Button>
    </div>
  );
}
