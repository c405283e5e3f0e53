import { useController } from '../../controller/use-controller';
import type { IncomingNetwork } from '../../store/own-networks';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import styles from './networks.module.css';

/** How far a network has come, and how that ended where it did not come. */
export function Arriving({ incoming }: { readonly incoming: IncomingNetwork }) {
  const { networks: text } = useMessages();
  const controller = useController();
  if (incoming.stage === 'looking') return <p role="status">{text.looking(incoming.name)}</p>;
  if (incoming.stage === 'ended') {
    const { name, message } = incoming;
    return (
      <div className={styles.ended}>
        <p role="alert" className={message === null ? undefined : styles.problem}>
          {message ?? text.cancelled(name)}
        </p>
        <Button onClick={() => controller.ownNetworks.dismiss()}>{text.ok}</Button>
      </div>
    );
  }
  if (incoming.stage !== 'arriving') return null;
  const { name, what, done, total } = incoming;
  const words = text.arriving[what](name);
  return (
    <div className={styles.progress}>
      <p role="status">{words}</p>
      {total > 0 ? <progress aria-label={words} value={done} max={total} /> : <progress aria-label={words} />}
      {total > 0 && <span>{text.arrived(done, total)}</span>}
      <Button onClick={() => controller.ownNetworks.cancel()}>{text.cancel}</Button>
    </div>
  );
}
