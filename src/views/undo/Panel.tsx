import { useEffect, useState, useSyncExternalStore } from 'react';
import { blocks } from '../../core/ablation/registry';
import { useController } from '../../controller/use-controller';
import type { Messages } from '../../messages/messages';
import type { DocumentPart } from '../../store/document';
import { followHistory, nextPart, travelled, type Way } from '../../store/history';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Tooltip } from '../../ui/controls/tooltip';
import { keys, keySigns } from '../../ui/keys';
import { isMac } from '../../ui/is-mac';
import { useMessages } from '../../ui/use-messages';
import styles from './undo.module.css';

/** Takes back what was done to the page, and brings it again; says what it would be, and what it was. */
export function UndoPanel() {
  const controller = useController();
  const { undo: text } = useMessages();
  return (
    <div className={styles.pair} role="group" aria-label={text.region}>
      <TravelButton way="undo" onClick={() => controller.undo()} />
      <TravelButton way="redo" onClick={() => controller.redo()} />
      <Announcer />
    </div>
  );
}

function TravelButton({ way, onClick }: { readonly way: Way; onClick(): void }) {
  const messages = useMessages();
  const { undo: text, help } = messages;
  const part = useNextPart(way);
  const name = part === null ? text.nothing[way] : text[way](partName(part, messages));
  const shortcut = keySigns(keys.everywhere[way][0], { mac: isMac(), space: help.space }).join(' ');
  return (
    <Tooltip text={name} shortcut={shortcut}>
      {/* it keeps the focus where there is nothing left */}
      <Button
        look="quiet"
        aria-label={name}
        aria-disabled={part === null || undefined}
        onClick={part === null ? undefined : onClick}
      >
        <Icon name={way} />
      </Button>
    </Tooltip>
  );
}

function useNextPart(way: Way): DocumentPart | null {
  return useSyncExternalStore(followHistory, () => nextPart(way));
}

function Announcer() {
  const messages = useMessages();
  const [sentence, setSentence] = useState('');
  useEffect(
    () =>
      travelled.subscribe(({ way, part }) => {
        if (part !== null) setSentence(messages.undo.done[way](partName(part, messages)));
      }),
    [messages],
  );
  return (
    <div className={styles.unseen} role="status">
      {sentence}
    </div>
  );
}

/** The switches are named by the method, all other parts by the catalogue (part-names.test.ts). */
function partName(part: DocumentPart, { undo, translated }: Messages): string {
  const names: Readonly<Record<string, string>> = undo.parts;
  const block = blocks.find(({ id }) => id === part);
  return block ? translated(block.label) : (names[part] ?? undo.something);
}
