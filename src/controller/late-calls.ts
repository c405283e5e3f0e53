import type { Messages } from '../messages/messages';
import { notify } from '../store/actions';

/**
 * Passes calls on to what is loaded with the first of them. Where that does not arrive the person is told: nothing was
 * done, and the next call tries again.
 * @param load keeps what it has loaded, and nothing of what failed (lib/loaded-once.ts)
 */
export function lateCalls<Commands>(
  load: () => Promise<Commands>,
  { notices }: Pick<Messages, 'notices'>,
): (call: (commands: Commands) => void) => void {
  const missed = () => notify({ tone: 'warn', text: notices.partNotLoaded, action: null });
  return (call) => void load().then(call, missed);
}
