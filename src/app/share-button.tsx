import { useState } from 'react';
import { notify } from '../store/actions';
import { writeLink } from '../store/link';
import { explorer } from '../store/store';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Tooltip } from '../ui/controls/tooltip';
import { useMessages } from '../ui/use-messages';

/** Milliseconds for which the button says that it has worked. */
const shown = 2000;

/** Copies a link to exactly what is on screen. */
export function ShareButton() {
  const { app } = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const { origin, pathname } = location;
    try {
      await navigator.clipboard.writeText(origin + pathname + writeLink(explorer.getState()));
      setCopied(true);
      setTimeout(() => setCopied(false), shown);
    } catch {
      notify({ tone: 'info', text: app.shareFailed, action: null });
    }
  };
  return (
    <Tooltip text={copied ? app.shared : app.share}>
      <Button look="quiet" aria-label={copied ? app.shared : app.share} onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'link'} />
      </Button>
    </Tooltip>
  );
}
