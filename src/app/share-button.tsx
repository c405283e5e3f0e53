import { useState } from 'react';
import { notify } from '../store/actions';
import { addressedState } from '../store/lecture';
import { writeLink } from '../store/link';
import { explorer } from '../store/store';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Tooltip } from '../ui/controls/tooltip';
import { useMessages } from '../ui/use-messages';

/** Milliseconds for which the button says that it has worked. */
const shown = 2000;

/** Copies a link to exactly what is on screen. */
export function ShareButton({ look = 'sign' }: { readonly look?: 'sign' | 'row' }) {
  const { app } = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const { origin, pathname } = location;
    try {
      await navigator.clipboard.writeText(origin + pathname + writeLink(addressedState(explorer.getState())));
      setCopied(true);
      setTimeout(() => setCopied(false), shown);
    } catch {
      notify({ tone: 'info', text: app.shareFailed, action: null });
    }
  };
  const name = copied ? app.shared : app.share;
  const icon = <Icon name={copied ? 'check' : 'link'} />;
  if (look === 'row') {
    return (
      <Button look="quiet" onClick={() => void copy()}>
        {icon}
        {name}
      </Button>
    );
  }
  return (
    <Tooltip text={name}>
      <Button look="quiet" aria-label={name} onClick={() => void copy()}>
        {icon}
      </Button>
    </Tooltip>
  );
}
