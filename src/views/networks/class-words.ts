import { factsOf } from '../../store/settings';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';

/** How many classes a network tells apart, and whether that is enough: each label needs one that stands for it. */
export function useClassWords(): (classes: number, called: string | null) => string {
  const { networks: text } = useMessages();
  const labels = useExplorer(({ settings }) => factsOf(settings.data).classes);
  return (classes, called) =>
    [text.classes(classes), called, classes < labels ? text.fewerThan(labels) : null]
      .filter((words) => words !== null)
      .join(', ');
}
