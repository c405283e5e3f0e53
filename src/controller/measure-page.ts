import { openBench } from '../worker/client/open-bench';
import type { BenchReply } from '../worker/bench-protocol';

/** Runs the bench beside the page. @returns ends it */
export function measurePage(
  { full }: { readonly full: boolean },
  listener: (reply: BenchReply) => void,
): () => void {
  return openBench({ full, assets: new URL('.', document.baseURI).href }, listener);
}
