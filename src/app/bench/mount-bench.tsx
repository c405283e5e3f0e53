import '../../ui/base.css';
import { createRoot } from 'react-dom/client';
import { measurePage } from '../../controller/measure-page';
import { BenchPanel, type Measure } from '../../views/bench/Panel';

/** `?bench` or `?bench=full`. Without React's strict mode, which would begin twice. */
export function mountBench(root: HTMLElement, query: URLSearchParams): void {
  const full = query.get('bench') === 'full';
  const measure: Measure = (listener) => measurePage({ full }, listener);
  createRoot(root).render(<BenchPanel measure={measure} full={full} />);
}
