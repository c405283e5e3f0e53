import { useEffect, useRef } from 'react';
import { useController } from '../../controller/use-controller';
import type { IncomingNetwork } from '../../store/own-networks';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import { useClassWords } from './class-words';
import styles from './networks.module.css';
import { originWords, suggestedWords } from './words';
import { UnitFields } from './unit-fields';

type Found = Extract<IncomingNetwork, { stage: 'found' }>;

/** what ImageNet has, and what a network of so many is taken to know */
const imageNetClasses = 1000;

/** What a file holds, by its header; what only the person knows of it; and whether to keep it. */
export function FoundCard({ found, said, problem }: Found) {
  const messages = useMessages();
  const { networks: text, format } = messages;
  const { side, batch } = useExplorer(({ settings }) => settings);
  const classWords = useClassWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // what was pressed is gone: who works by keyboard goes on here
  useEffect(() => heading.current?.focus({ preventScroll: true }), [found]);
  const { title, name, bytes, classes, sides, memory, fitting, suggested, origin } = found;
  return (
    <article className={styles.card} aria-labelledby="found-network">
      <h3 id="found-network" ref={heading} tabIndex={-1}>
        {text.foundTitle(title)}
      </h3>
      <Facts
        facts={[
          [text.facts.file, `${name}, ${format.bytes(bytes)}`],
          [text.facts.origin, originWords(origin, text)],
          [text.facts.classes, classWords(classes, text.names[calledAs({ found, said })])],
          [text.facts.sides, text.sides(sides.min, sides.max, sides.native)],
          [text.facts.memory, memory ? text.memory(memory.total, side, batch) : text.noMemory(side)],
          [
            text.facts.fitting,
            fitting ? text.fitting(fitting.side, fitting.batch, fitting.memory.total) : text.tooLarge,
          ],
          [text.facts.suggested, suggested ? suggestedWords(suggested, text) : ''],
          [text.facts.licence, text.ownLicence],
        ]}
      />
      <NamesField problem={problem} />
      <UnitFields usual={found.normalisation} read={found.read.normalisation} said={said.normalisation} />
      <Choices found={found} />
    </article>
  );
}

function calledAs({ found, said }: Pick<Found, 'found' | 'said'>): 'read' | 'given' | 'imageNet' | 'numbers' {
  if (said.classNames) return said.classNames === found.read.classNames ? 'read' : 'given';
  return found.classes === imageNetClasses ? 'imageNet' : 'numbers';
}

function NamesField({ problem }: { readonly problem: string | null }) {
  const { networks: text } = useMessages();
  const controller = useController();
  const names = useRef<HTMLInputElement>(null);
  return (
    <fieldset className={styles.fields}>
      <legend>{text.namesLabel}</legend>
      <div className={styles.row}>
        <Button onClick={() => names.current?.click()}>{text.chooseNames}</Button>
        <FileInput
          ref={names}
          label={text.namesLabel}
          accept=".txt,.json,text/plain,application/json"
          onFiles={([file]) => file && controller.ownNetworks.names(file)}
        />
        <span className={styles.note}>{text.namesHint}</span>
      </div>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

/** Whether to keep it, and with what to begin. */
function Choices({ found: { fitting, bytes, origin } }: Pick<Found, 'found'>) {
  const { networks: text } = useMessages();
  const { ownNetworks } = useController();
  const hub = origin.from === 'hub';
  const withSize = hub ? text.fetchAndUse : text.keepAndUse;
  return (
    <div className={styles.row}>
      {fitting && (
        <Button look="primary" onClick={() => ownNetworks.keep('use')}>
          {withSize(fitting.side, fitting.batch)}
        </Button>
      )}
      <Button look={fitting ? 'plain' : 'primary'} onClick={() => ownNetworks.keep('keep')}>
        {hub ? text.fetchIt(bytes) : text.keep(bytes)}
      </Button>
      <Button onClick={() => ownNetworks.dismiss()}>{text.dismiss}</Button>
    </div>
  );
}
