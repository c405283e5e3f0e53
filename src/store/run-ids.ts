/** Names of runs that everybody has. Whatever else is on the page was trained or brought here and is named by chance. */

const LAB = 'lab/';
const RECORDED = 'recorded/';

/** Of the recorded lab, by the id in its index. */
export function labRunId(id: string): string {
  return LAB + id;
}

export function isLabRun(id: string): boolean {
  return id.startsWith(LAB);
}

/** Of those that the page opens with. */
export function recordedRunId(name: string): string {
  return RECORDED + name;
}

export function isRecordedRun(id: string): boolean {
  return id.startsWith(RECORDED);
}
