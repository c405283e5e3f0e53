import { memo, useMemo } from 'react';
import { Bar } from '../../ui/pictures/bar';
import { useMessages } from '../../ui/use-messages';
import { answersOf, likeliest, linksOf, type Answers as AnswerRows } from '../../trace/answers';
import styles from './answers.module.css';
import { linkPath } from './geometry';
import { OpenButton } from './open/open-button';
import type { Snapshot } from '../../store/run-view';

interface AnswersProps {
  readonly snapshot: Snapshot;
  readonly row: number;
  readonly classes: readonly string[];
  readonly sourceClasses: readonly string[];
  /** what the frozen network is called, for people */
  readonly network: string;
  /** true label, −1 = unknown */
  readonly truth: number;
}

/** What the frozen network says of the prompted image, and how the mapping reads it as a label of the task. */
export const Answers = memo(function Answers(props: AnswersProps) {
  const { snapshot, row, classes, sourceClasses, network, truth } = props;
  const { pipeline, format, translated } = useMessages();
  const text = pipeline.answers;
  const answers = useMemo(() => answersOf(snapshot, row, truth), [snapshot, row, truth]);
  const { sources, targets, predicted } = answers;
  const source = (index: number) => sourceClasses[index] ?? text.unnamed(index);
  const target = (index: number) => translated(classes[index] ?? text.unnamed(index));
  return (
    <section className={styles.answers}>
      <div className={styles.sources} data-place="network" data-part="network">
        <div className={styles.head}>
          <h3>{text.source(network)}</h3>
          <OpenButton stage="network" />
        </div>
        <p className={styles.note}>{text.sourceNote(sourceClasses.length || 1000)}</p>
        <ol>
          {sources.map(({ source: index, probability, target: mapped }, place) => (
            <li key={place} data-mapped={mapped >= 0 || undefined}>
              <span className={styles.name} title={source(index)}>
                {shortName(source(index))}
              </span>
              <Bar fraction={probability} tone={mapped >= 0 && mapped === predicted ? 'accent' : 'quiet'} />
              <span className={styles.figure}>{format.percent(probability)}</span>
              <span className={styles.unseen}>
                {mapped >= 0 ? text.because(source(index), target(mapped)) : text.unmapped}
              </span>
            </li>
          ))}
        </ol>
      </div>
      <Links answers={answers} />
      <div className={styles.targets} data-place="mapping" data-part="mapping">
        <div className={styles.head}>
          <h3>{text.target}</h3>
          <OpenButton stage="mapping" />
        </div>
        <p className={styles.note}>
          {answers.classes === 0 ? text.notMapped : text.targetNote(targets.length, answers.classes)}
        </p>
        <ol>
          {targets.map(({ target: index, probability, source: stands }) => (
            <li key={index} data-predicted={index === predicted || undefined}>
              <span className={styles.because} title={text.because(source(stands), target(index))}>
                <b>{shortName(source(stands))}</b>
                <i aria-hidden="true">→</i>
              </span>
              <span className={styles.name} title={target(index)}>
                {target(index)}
              </span>
              <Bar fraction={probability} tone={index === predicted ? 'accent' : 'quiet'} />
              <span className={styles.figure}>{format.percent(probability)}</span>
              <Verdict right={index === truth} predicted={index === predicted} known={truth >= 0} />
            </li>
          ))}
        </ol>
        {targets.length > 0 && (
          <p className={styles.reasons}>
            {text.reasons(
              likeliest(answers).map(
                ({ target: index, source: stands }) => `${shortName(source(stands))} → ${target(index)}`,
              ),
            )}
          </p>
        )}
      </div>
    </section>
  );
});

/** The first of the names that ImageNet gives a class: “cellular telephone” of “cellular telephone, cellphone, cell”. */
function shortName(name: string): string {
  return name.split(',')[0]!;
}

/** ✓ at the true label, bold where it was also predicted; ✗ at a wrong prediction. */
function Verdict({ right, predicted, known }: { right: boolean; predicted: boolean; known: boolean }) {
  const { pipeline } = useMessages();
  const text = pipeline.answers;
  if (right) {
    return (
      <span className={predicted ? styles.right : styles.missed} title={text.truth}>
        <span aria-hidden="true">✓</span>
        <span className={styles.unseen}>{text.truth}</span>
      </span>
    );
  }
  return (
    <span className={styles.wrong} title={predicted && known ? text.wrong : undefined}>
      {predicted && known && (
        <>
          <span aria-hidden="true">✗</span>
          <span className={styles.unseen}>{text.wrong}</span>
        </>
      )}
    </span>
  );
}

const box = { width: 48, height: 100 };

/** The mapping as lines: from what the network saw to the label that it stands for. */
function Links({ answers }: { readonly answers: AnswerRows }) {
  return (
    <svg
      className={styles.links}
      viewBox={`0 0 ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {linksOf(answers).map(({ target, from, to, probability }) => (
        <path
          key={target}
          d={linkPath(from, to, box)}
          data-predicted={target === answers.predicted || undefined}
          strokeWidth={1 + 5 * probability}
        />
      ))}
    </svg>
  );
}
