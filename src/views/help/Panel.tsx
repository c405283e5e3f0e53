import { Dialog } from '../../ui/controls/dialog';
import { useMessages } from '../../ui/use-messages';
import { KeySheet } from './key-sheet';
import styles from './help.module.css';

interface HelpPanelProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

/** What this is, how to begin, every key. */
export function HelpPanel({ open, onOpenChange }: HelpPanelProps) {
  const { help: text, app } = useMessages();
  return (
    <Dialog open={open} title={app.name} look="wide" close={app.close} onOpenChange={onOpenChange}>
      <div className={styles.help}>
        {text.what.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <ol className={styles.steps}>
          {text.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h3>{text.keysTitle}</h3>
        <KeySheet />
        <h3>{text.paperTitle}</h3>
        <p>
          {text.paper}{' '}
          <a href="https://arxiv.org/abs/2406.03150" rel="noreferrer">
            {text.paperLink}
          </a>
        </p>
      </div>
    </Dialog>
  );
}
