import { useEffect, useRef } from 'react';
import { pin, selectSample, showRun, swapPair } from '../../store/actions';
import { comparables, isPaired } from '../../store/pair';
import { shownRun, shownSampleId, shownSamples } from '../../store/selectors';
import { explorer, useExplorer } from '../../store/store';
import type { Beside } from '../../store/view';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import { PairPanel } from './Panel';
import { useSampleName } from './sample-name';
import styles from './section.module.css';

const nothing = 'nothing';

/** A | B with the choice of both, for a place that has neither on screen. */
export function PairSection() {
  const { pair: text } = useMessages();
  const paired = useExplorer(isPaired);
  const beside = useExplorer(({ view }) => view.beside);
  const section = useRef<HTMLElement>(null);
  const before = useRef(beside);
  // whoever presses “beside” in the table or among the pictures is led here
  useEffect(() => {
    if (before.current === beside) return;
    before.current = beside;
    if (beside !== null) section.current?.scrollIntoView({ block: 'nearest' });
  }, [beside]);
  return (
    <section ref={section} className={styles.section} aria-labelledby="pair-title">
      <header className={styles.head}>
        <h2 id="pair-title">{text.title}</h2>
        <Choices />
      </header>
      {paired ? <PairPanel /> : <p className={styles.intro}>{text.choose.intro}</p>}
    </section>
  );
}

function Choices() {
  const { pair: text, runs: names } = useMessages();
  const runs = useExplorer(comparables);
  const shown = useExplorer(shownRun);
  const samples = useExplorer(shownSamples);
  const sampleId = useExplorer(shownSampleId);
  const beside = useExplorer(({ view }) => view.beside);
  const named = useSampleName();
  if (!shown || !samples || sampleId === null) return null;
  const runOptions = runs.map(({ id, label, seed, origin }) => ({
    value: id,
    label: text.choose.run(label, seed, names[origin]),
  }));
  const name = (id: string) => named({ run: shown, samples }, id);
  const options = [
    { value: nothing, label: text.choose.nothing },
    ...runOptions.filter(({ value }) => value !== shown.id),
    ...samples.ids
      .filter((id) => id !== sampleId)
      .map((id) => ({ value: id, label: text.choose.otherPicture(name(id)) })),
  ];
  return (
    <div className={styles.choices}>
      <SelectField label={text.choose.a} value={shown.id} options={runOptions} onChange={chooseA} />
      <SelectField
        label={text.choose.b}
        value={beside ? idOf(beside) : nothing}
        options={options}
        onChange={(id) => pin(besideOf(id, samples.ids))}
      />
      <SelectField
        label={text.choose.picture}
        value={sampleId}
        options={samples.ids.map((id) => ({ value: id, label: name(id) }))}
        onChange={selectSample}
      />
    </div>
  );
}

/** What is B becomes A by changing places with it. */
function chooseA(id: string): void {
  const { beside } = explorer.getState().view;
  if (beside && idOf(beside) === id) swapPair();
  else showRun(id);
}

function idOf(beside: Beside): string {
  return beside.what === 'run' ? beside.runId : beside.sampleId;
}

function besideOf(id: string, sampleIds: readonly string[]): Beside | null {
  if (id === nothing) return null;
  return sampleIds.includes(id) ? { what: 'sample', sampleId: id } : { what: 'run', runId: id };
}
