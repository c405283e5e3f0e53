import { useExplorer } from '../../store/store';
import { Embed } from './embed';
import { Lecture } from './lecture';

/** The page without its header: on the stage, at the presenter's desk, inside another page. */
export function Alone() {
  const embedded = useExplorer(({ view }) => view.embedded);
  return embedded ? <Embed /> : <Lecture />;
}
