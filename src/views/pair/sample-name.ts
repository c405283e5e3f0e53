import type { Side } from '../../store/pair';
import { useMessages } from '../../ui/use-messages';

/** A picture by its label where that is known, else by its file. */
export function useSampleName(): (side: Pick<Side, 'run' | 'samples'>, sampleId: string) => string {
  const { translated } = useMessages();
  return ({ run, samples }, sampleId) => {
    const label = samples.labels[samples.ids.indexOf(sampleId)] ?? -1;
    const number = /^test\/(\d+)$/.exec(sampleId)?.[1];
    const name = label < 0 ? null : (run.classes[label] ?? null);
    if (number === undefined) return sampleId.replace(/^own\//, '');
    return name === null ? `#${Number(number) + 1}` : `${translated(name)} #${Number(number) + 1}`;
  };
}
