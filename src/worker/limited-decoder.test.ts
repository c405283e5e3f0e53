import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Raster } from '../data/raster';
import { UserError } from '../lib/user-error';
import { limitedDecoder, type DecodeRequest, type DecoderPort } from './limited-decoder';

const raster = (value: number): Raster => ({
  ...{ width: 1, height: 1, channels: 1 },
  data: Uint8Array.of(value),
});
const picture = (value: number) => Uint8Array.of(value);
/** hangs at 13, and takes nothing after it */
let ports: { requests: DecodeRequest[]; ended: boolean; close(reason: string): void }[];

function open(): DecoderPort {
  const one: (typeof ports)[number] = { requests: [], ended: false, close: () => undefined };
  ports.push(one);
  let hangs = false;
  let answer: (value: number) => void = () => undefined;
  return {
    send(request) {
      one.requests.push(request);
      hangs ||= request.bytes[0] === 13;
      if (!hangs) answer(request.bytes[0]!);
    },
    listen({ reply, closed }) {
      one.close = closed;
      answer = (value) =>
        void Promise.resolve().then(() =>
          reply(value === 0 ? { message: 'This picture is damaged.' } : { raster: raster(value) }),
        );
    },
    terminate: () => (one.ended = true),
  };
}

beforeEach(() => {
  ports = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('pictures that are decoded in a worker of their own', () => {
  it('come back in order, and one that is damaged is refused alone', async () => {
    const decode = limitedDecoder({ open });
    const all = [1, 0, 3].map((value) => decode(picture(value)));
    expect(await all[0]).toEqual(raster(1));
    await expect(all[1]).rejects.toThrow(new UserError('This picture is damaged.'));
    expect(await all[2]).toEqual(raster(3));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(ports).toMatchObject([{ ended: false }]);
  });

  it('are not held up by one that never ends: its worker does, and the others go to the next', async () => {
    const decode = limitedDecoder({ open, limit: 2000 });
    const all = [1, 13, 3].map((value) => decode(picture(value)));
    const refused = expect(all[1]).rejects.toThrow(/takes longer than 2 seconds .* Save it anew\.$/);
    expect(await all[0]).toEqual(raster(1));
    await vi.advanceTimersByTimeAsync(1999);
    expect(ports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    expect(await all[2]).toEqual(raster(3));
    expect(ports).toMatchObject([{ ended: true }, { ended: false, requests: [{ bytes: picture(3) }] }]);
    expect(await decode(picture(4))).toEqual(raster(4));
  });

  it('end with a reason where the worker itself does, and begin again', async () => {
    const decode = limitedDecoder({ open });
    const stuck = decode(picture(13));
    ports[0]!.close('it could not be loaded');
    await expect(stuck).rejects.toThrow(/stopped working: it could not be loaded/);
    expect(await decode(picture(4))).toEqual(raster(4));
  });
});
