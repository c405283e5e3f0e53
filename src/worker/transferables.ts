import type { WorkerEvent } from './protocol';

/** All memory that an event carries, to be handed over instead of copied. Nobody in the worker keeps it. */
export function transferables(event: WorkerEvent): Transferable[] {
  if (event.type === 'frame') return [event.bitmap];
  const buffers = new Set<ArrayBuffer>();
  const collect = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(event);
  return [...buffers];
}
