import { useController } from '../../controller/use-controller';
import type { FacetId } from '../../data/results/result-query';
import { useExplorer } from '../../store/store';
import { fileOrder, noFilters } from '../../store/sweep-results';
import { Button } from '../../ui/controls/button';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import type { ShownView } from '../../worker/results-protocol';
import { FacetChips } from './facet-chips';
import styles from './sweep-results.module.css';

interface FiltersProps {
  readonly view: ShownView;
  readonly numbers: 'usual' | 'every';
  onNumbers(numbers: 'usual' | 'every'): void;
}

const chips = ['data', 'backbone'] as const;
const lists = ['variant', 'mapping', 'side', 'schedule', 'epochs', 'source'] as const;
const ALL = '\u0000all';

/** What of the results is shown. */
export function Filters({ view, numbers, onNumbers }: FiltersProps) {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  const { query, kept, busy } = useExplorer((all) => all.sweepResults);
  const own = useExplorer(({ library }) => library.entries.filter(({ result }) => result !== null).length);
  const choose = (facet: FacetId, values: readonly string[]) =>
    sweepResults.ask({ facets: { ...query.facets, [facet]: values } });
  const filters = query.find !== '' || Object.values(query.facets).some((values) => values.length > 0);
  return (
    <div className={styles.filters} role="group" aria-label={text.title}>
      {chips.map((facet) => (
        <FacetChips
          key={facet}
          facet={facet}
          values={view.facets[facet]}
          chosen={query.facets[facet] ?? []}
          onChoose={(values) => choose(facet, values)}
        />
      ))}
      <div className={styles.fields}>
        <input
          className={styles.find}
          type="search"
          aria-label={text.find}
          placeholder={`${text.find}: ${text.findHint}`}
          value={query.find}
          maxLength={200}
          onChange={({ target }) => sweepResults.ask({ find: target.value })}
        />
        {lists
          .filter((facet) => view.facets[facet].length > 1)
          .map((facet) => (
            <FacetList
              key={facet}
              facet={facet}
              values={view.facets[facet]}
              chosen={query.facets[facet]?.[0]}
              onChoose={(values) => choose(facet, values)}
            />
          ))}
      </div>
      <div className={styles.fields}>
        <Check
          label={text.grouped}
          hint={text.groupedHint}
          checked={query.grouped}
          onChange={() => sweepResults.ask({ grouped: !query.grouped, sort: fileOrder })}
        />
        <Check
          label={text.everyNumber}
          checked={numbers === 'every'}
          onChange={() => onNumbers(numbers === 'every' ? 'usual' : 'every')}
        />
        {(own > 0 || kept === 'in') && (
          <Check
            label={text.mix(own)}
            checked={kept === 'in'}
            onChange={() => sweepResults.mix(kept === 'in' ? 'out' : 'in')}
          />
        )}
        <p className={styles.count} role="status">
          {busy
            ? text.working
            : text.count({ count: view.count, total: view.total, grouped: view.query.grouped })}
        </p>
        {filters && (
          <Button look="quiet" onClick={() => sweepResults.ask(noFilters)}>
            {text.reset}
          </Button>
        )}
        <Button disabled={view.runs === 0} title={text.csvHint} onClick={() => sweepResults.saveCsv()}>
          {text.csv(view.runs)}
        </Button>
      </div>
    </div>
  );
}

interface FacetListProps {
  readonly facet: FacetId;
  readonly values: ShownView['facets'][FacetId];
  readonly chosen: string | undefined;
  onChoose(values: readonly string[]): void;
}

function FacetList({ facet, values, chosen, onChoose }: FacetListProps) {
  const { sweepResults: text, translated } = useMessages();
  const named = (value: string, label: string) => {
    if (value !== '') return facet === 'variant' ? translated(label) : label;
    return facet === 'source' ? text.here : text.none;
  };
  return (
    <SelectField
      label={text.facets[facet]}
      value={chosen ?? ALL}
      options={[
        { value: ALL, label: text.all },
        ...values.map(({ value, label, count }) => ({
          value,
          label: text.facetValue(named(value, label), count),
        })),
      ]}
      onChange={(value) => onChoose(value === ALL ? [] : [value])}
    />
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  onChange(): void;
}

function Check({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check} title={hint}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}
