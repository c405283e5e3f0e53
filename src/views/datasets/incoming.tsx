import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import type { Arriving, FoundPictures, Incoming as State } from '../../store/own-data';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './datasets.module.css';

/** What is on its way: looked at, asked about, coming in, or ended before its end. */
export function Incoming() {
  const incoming = useExplorer(({ ownData }) => ownData.incoming);
  return (
    <>
      <Shown incoming={incoming} />
      <Spoken incoming={incoming} />
    </>
  );
}

function Shown({ incoming }: { readonly incoming: State }) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  switch (incoming.stage) {
    case 'none':
      return null;
    case 'looking':
      return <p className={styles.note}>{text.looking(incoming.name)}</p>;
    case 'found':
      return <Found {...incoming} />;
    case 'importing':
      return <Importing {...incoming} />;
    case 'ended':
      return (
        <div className={styles.card}>
          {incoming.message === null ? (
            <p>{text.stopped(incoming.name, incoming.kept)}</p>
          ) : (
            <p role="alert" className={styles.problem}>
              {incoming.message} {text.failedKept(incoming.kept)}
            </p>
          )}
          {incoming.message !== null && <KeptSide />}
          <div className={styles.buttons}>
            {incoming.again && (
              <Button look="primary" onClick={() => ownData.begin()}>
                {text.goOn}
              </Button>
            )}
            <Button onClick={() => ownData.dismiss()}>{text.close}</Button>
          </div>
        </div>
      );
    default:
      return incoming satisfies never;
  }
}

function Found({ name, format, pictures, bytes, known }: FoundPictures) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  return (
    <div className={styles.card}>
      <h3>{text.found(name)}</h3>
      <p>
        {text.foundWhat(format)} {text.foundCount(pictures)} {text.foundBytes(bytes)}
      </p>
      {known > 0 && <p>{text.foundKnown(known)}</p>}
      <KeptSide />
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => ownData.begin()}>
          {known > 0 ? text.goOn : text.begin}
        </Button>
        <Button onClick={() => ownData.dismiss()}>{text.leave}</Button>
      </div>
    </div>
  );
}

const sides = [32, 64, 96, 128, 192, 256, 384, 512];

/** How large pictures are kept: the way on where they would not fit. */
function KeptSide() {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const side = useExplorer((all) => all.ownData.keptSide);
  return (
    <div className={styles.side}>
      <SelectField
        label={text.smaller}
        hint={text.smallerHint}
        value={String(side)}
        options={sides.map((one) => ({ value: String(one), label: text.side(one) }))}
        onChange={(next) => ownData.keepAt(Number(next))}
      />
    </div>
  );
}

function Importing({ name, done, total, bytes, leftOut }: Arriving) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  return (
    <div className={styles.card}>
      <h3>{text.importing(name)}</h3>
      <div className={styles.progress}>
        <progress aria-label={text.importing(name)} {...(total !== null && { value: done, max: total })} />
        <span>{text.progress(done, total, bytes)}</span>
        {leftOut > 0 && <span>{text.leftOutSoFar(leftOut)}</span>}
        <Button onClick={() => ownData.cancel()}>{text.cancel}</Button>
      </div>
    </div>
  );
}

/** The same for who does not see it: a word at every tenth, not at every picture. */
function Spoken({ incoming }: { readonly incoming: State }) {
  const { datasets: text } = useMessages();
  const [before, setBefore] = useState('');
  const said = saying(incoming, text);
  if (said !== null && said !== before) setBefore(said);
  return (
    <p className={styles.unseen} role="status">
      {said ?? before}
    </p>
  );
}

function saying(incoming: State, text: ReturnType<typeof useMessages>['datasets']): string | null {
  switch (incoming.stage) {
    case 'none':
      return '';
    case 'looking':
      return text.looking(incoming.name);
    case 'found':
      return `${text.found(incoming.name)}. ${text.foundWhat(incoming.format)} ${text.foundCount(incoming.pictures)}`;
    case 'importing': {
      const { done, total } = incoming;
      const tenth = total ? Math.floor((done / total) * 10) * 10 : 0;
      return tenth === 0 ? text.importing(incoming.name) : text.progressSpoken(tenth);
    }
    case 'ended':
      return incoming.message === null ? text.stopped(incoming.name, incoming.kept) : null;
    default:
      return incoming satisfies never;
  }
}
