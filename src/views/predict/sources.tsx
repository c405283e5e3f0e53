import type { PublishedGroup } from '../../data/published-beside';
import type { Truth } from '../../data/truth';
import { variantName } from '../../store/truth';
import { useMessages } from '../../ui/use-messages';
import styles from './predict.module.css';

interface SourcesProps {
  readonly truth: Truth;
  readonly published: readonly PublishedGroup[];
}

/** Where the numbers come from: ours with seeds, data and spread; the paper's apart from them. */
export function Sources({ truth, published }: SourcesProps) {
  const { predict: text, figures, translated } = useMessages();
  const { label, against, seeds, data, side, epochs, testCount } = truth;
  const facts = { against: against && translated(against), seeds, data, side, epochs, tests: testCount };
  // where the answers have not as many seeds, those that are named are of the one that was recorded
  const each =
    truth.kind === 'choice' &&
    truth.difference === null &&
    truth.values.every(({ count }) => count === seeds.length);
  return (
    <div className={styles.sources}>
      <p>
        <b className={styles.stamp} data-whose="ours">
          {text.ours}
        </b>
        <span>
          {text.basis({ ...facts, label: each ? text.each : translated(label), spread: spreadOf(truth) })}
        </span>
      </p>
      {published.map(({ source, model, data: printedOn, epochs: printedEpochs, figures: numbers }) => (
        <p key={source + model + printedOn}>
          <b className={styles.stamp}>{text.published}</b>
          <span>
            {text.publishedOf({
              source: translated(source),
              model,
              data: printedOn,
              epochs: printedEpochs,
              figures: numbers.map(({ of, value, deviation, differs }) => {
                const number = figures.value(value, 'rate');
                const spread =
                  deviation === null ? number : text.withDeviation(number, figures.value(deviation, 'rate'));
                const name = translated(variantName(of));
                return {
                  label: name,
                  value: text.amount(spread, text.units.rate),
                  nearest: differs !== null,
                };
              }),
            })}
          </span>
        </p>
      ))}
    </div>
  );
}

function spreadOf(truth: Truth): 'deviation' | 'interval' | null {
  if (truth.kind === 'choice') {
    if (truth.difference) return truth.difference.interval ? 'interval' : null;
    return truth.values.some(({ deviation }) => deviation !== null) ? 'deviation' : null;
  }
  if (truth.kind === 'curve') return truth.deviations.some((one) => one !== null) ? 'deviation' : null;
  if (truth.interval) return 'interval';
  return truth.deviation === null ? null : 'deviation';
}
