import { useRef } from 'react';
import { useController } from '../../controller/use-controller';
import type { IncomingNetwork } from '../../store/own-networks';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import styles from './networks.module.css';
import { UnitFields } from './unit-fields';

type Found = Extract<IncomingNetwork, { stage: 'found' }>;

/** what ImageNet has, and what a network of so many is taken to know */
const imageNetClasses = 1000;

/** What a file holds, by its header; what only the person knows of it; and whether to keep it. */
export function FoundCard({ found, said, problem }: Found) {
  const { networks: text, format } = useMessages();
  const controller = useController();
  const { side, batch } = useExplorer(({ settings }) => settings);
  const names = useRef<HTMLInputElement>(null);
  const { title, name, bytes, classes, sides, memory, fitting, suggested } = found;
  const called = said.classNames ? 'given' : classes === imageNetClasses ? 'imageNet' : 'numbers';
  return (
    <article className={styles.card} aria-labelledby="found-network">
      <h3 id="found-network">{text.foundTitle(title)}</h3>
      <Facts
        facts={[
          [text.facts.file, `${name}, ${format.bytes(bytes)}`],
          [text.facts.classes, `${text.classes(classes)}, ${text.names[called]}`],
          [text.facts.sides, text.sides(sides.min, sides.max, sides.native)],
          [text.facts.memory, memory ? text.memory(memory.total, side, batch) : text.noMemory(side)],
          [
            text.facts.fitting,
            fitting ? text.fitting(fitting.side, fitting.batch, fitting.memory.total) : text.tooLarge,
          ],
          [text.facts.suggested, suggested ? text.suggested(suggested.source) : ''],
          [text.facts.licence, text.ownLicence],
        ]}
      />
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
      <UnitFields usual={found.normalisation} said={said.normalisation} />
      <div className={styles.row}>
        <Button look="primary" onClick={() => controller.ownNetworks.keep()}>
          {text.keep(bytes)}
        </Button>
        <Button onClick={() => controller.ownNetworks.dismiss()}>{text.dismiss}</Button>
      </div>
    </article>
  );
}
