import { useRef, useState } from 'react';
import { useController } from '../../controller/use-controller';
import type { RunEntry } from '../../data/run-entry';
import { variantName } from '../../store/columns';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { Icon } from '../../ui/controls/icon';
import { useTaskTitle } from '../../trace/network-title';
import { useMessages } from '../../ui/use-messages';
import { dropTarget } from './drop-target';
import { KeptRun } from './kept-run';
import styles from './library.module.css';
import { allTags, shownRuns } from './rows';

/** Every kept run: found, named, chosen, saved, deleted and checked. */
export function LibraryContents({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { library: text, ...messages } = useMessages();
  const entries = useExplorer(({ library }) => library.entries);
  const [find, setFind] = useState('');
  const [tags, setTags] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const titleOf = useTaskTitle();
  const settings = ({ config }: RunEntry) => {
    const { method, training } = config;
    const data = titleOf(config);
    const words = text.settings({
      data,
      side: method.side,
      planned: training.epochs,
      seed: training.seed,
    });
    return `${variantName(config, messages.runs.reference)} · ${words}`;
  };
  const known = allTags(entries);
  // a tag that is on no run any more must not hide them all
  const wanted = tags.filter((tag) => known.includes(tag));
  const shown = shownRuns(entries, { find, tags: wanted }, settings);
  const picked = shown.filter(({ id }) => chosen.includes(id));
  const turn = (list: readonly string[], one: string) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <div className={styles.library} {...dropTarget(onFiles)}>
      <div className={styles.tools}>
        <input
          className={styles.find}
          type="search"
          aria-label={text.find}
          placeholder={`${text.find}: ${text.findHint}`}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
        <Import onFiles={onFiles} />
      </div>
      {known.length > 0 && (
        <div className={styles.tags} role="group" aria-label={text.tags}>
          {known.map((tag) => (
            <button
              key={tag}
              type="button"
              className={styles.tag}
              aria-pressed={wanted.includes(tag)}
              onClick={() => setTags(turn(wanted, tag))}
            >
              {tag}
            </button>
          ))}
        </div>
      )}
      <Said />
      {shown.length > 0 && <Chosen shown={shown} picked={picked} onChoose={(ids) => setChosen(ids)} />}
      {shown.length === 0 && (
        <p className={styles.empty}>{entries.length === 0 ? text.empty : text.noMatch}</p>
      )}
      <ul className={styles.list} aria-label={text.list}>
        {shown.map((entry) => (
          <KeptRun
            key={entry.id}
            entry={entry}
            settings={settings(entry)}
            chosen={chosen.includes(entry.id)}
            onChoose={() => setChosen(turn(chosen, entry.id))}
          />
        ))}
      </ul>
      <DiskLine />
    </div>
  );
}

function Import({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { library: text } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        <Icon name="plus" />
        {text.import}
      </Button>
      <FileInput ref={input} label={text.import} accept=".safetensors" multiple onFiles={onFiles} />
    </>
  );
}

/** What came of what was asked last, and the way back from a deletion. */
function Said() {
  const { library: text } = useMessages();
  const controller = useController();
  const { said, removed } = useExplorer(({ keeping }) => keeping);
  return (
    <div className={styles.said} aria-live="polite">
      {said.map((one) => (
        <p key={one.text} data-tone={one.tone}>
          {one.text}
        </p>
      ))}
      {removed > 0 && (
        <p className={styles.removed}>
          {text.removed(removed)}
          <Button onClick={() => controller.library.putBack()}>{text.putBack}</Button>
        </p>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly shown: readonly RunEntry[];
  readonly picked: readonly RunEntry[];
  onChoose(ids: readonly string[]): void;
}

function Chosen({ shown, picked, onChoose }: ChosenProps) {
  const { library: text } = useMessages();
  const controller = useController();
  const all = picked.length === shown.length;
  const ids = picked.map(({ id }) => id);
  const bytes = picked.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <div className={styles.chosen}>
      <label className={styles.all}>
        <input
          type="checkbox"
          checked={all}
          onChange={() => onChoose(all ? [] : shown.map(({ id }) => id))}
        />
        {picked.length === 0 ? text.chooseAll(shown.length) : text.chosen(picked.length, bytes)}
      </label>
      <Button disabled={picked.length === 0} onClick={() => controller.library.save(ids)}>
        <Icon name="save" />
        {text.save}
      </Button>
      <Button disabled={picked.length === 0} onClick={() => controller.library.remove(ids)}>
        {text.remove}
      </Button>
    </div>
  );
}

function DiskLine() {
  const { library: text } = useMessages();
  const disk = useExplorer(({ keeping }) => keeping.disk);
  if (!disk) return null;
  return (
    <p className={styles.quiet}>
      {text.disk(disk.used, disk.free)} {disk.lasting ? text.lasting : text.fleeting}
    </p>
  );
}
