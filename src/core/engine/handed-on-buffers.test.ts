import { expect, test } from 'vitest';
import { handOnBuffers } from './handed-on-buffers';

/** A backend that keeps the data that recorded commands use until it submits, as TensorFlow.js does. */
function keeping() {
  const released: string[] = [];
  const backend = {
    tensorMap: new Map<object, { readonly resource?: { readonly usage: number } | null }>(),
    commandQueueOwnedIds: new WeakSet<object>(),
    disposeData(dataId: object) {
      if (this.commandQueueOwnedIds.has(dataId)) return true;
      released.push((dataId as { name: string }).name);
      this.tensorMap.delete(dataId);
      return true;
    },
  };
  handOnBuffers(backend);
  const recorded = (name: string, usage: number | null) => {
    const dataId = { name };
    backend.tensorMap.set(dataId, { resource: usage === null ? null : { usage } });
    backend.commandQueueOwnedIds.add(dataId);
    return dataId;
  };
  return { backend, released, recorded };
}

const OF_TENSORS = 0x80 | 0x4 | 0x8;
const WRITTEN_BY_THE_QUEUE = OF_TENSORS | 0x100;

test('a buffer that only recorded commands use is free at once', () => {
  const { backend, released, recorded } = keeping();
  backend.disposeData(recorded('activations', OF_TENSORS));
  expect(released).toEqual(['activations']);
});

test('one that the queue fills ahead of recorded commands waits for them', () => {
  const { backend, released, recorded } = keeping();
  backend.disposeData(recorded('labels', WRITTEN_BY_THE_QUEUE));
  expect(released).toEqual([]);
});

test('data without a buffer, or gone already, goes its old way', () => {
  const { backend, released, recorded } = keeping();
  backend.disposeData(recorded('on the processor', null));
  const gone = recorded('gone', OF_TENSORS);
  backend.tensorMap.delete(gone);
  expect(() => backend.disposeData(gone)).not.toThrow();
  expect(released).toEqual([]);
});
