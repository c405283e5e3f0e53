import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkAnswer, NetworkRequest, KeptNetwork } from '../worker/network-protocol';
import { changeSettings } from '../store/actions';
import { runConfig } from '../store/run-config';
import { initialState, explorer } from '../store/store';
import { fakeWorld, notices, settled, state } from './fake-world';
import { OwnNetworks, type OwnNetworksWorld } from './own-networks';

const network: KeptNetwork = {
  ...{ id: 'own:00112233445566aa', hash: 'aa', content: 'bb', bytes: 5, parts: 1 },
  ...{ name: 'mine.safetensors', title: 'ResNet-18', classes: 1000, classNames: null },
  normalisation: { scale: 1, shift: 0.5, divisor: 0.5 },
  saidNormalisation: false,
  sides: { min: 32, max: 384, native: 224 },
  ...{ step: 1, suggested: null, fitting: { side: 128, batch: 32 } },
  origin: { from: 'file' },
  ...{ created: 1, updated: 1 },
};
const transformer: KeptNetwork = {
  ...network,
  ...{ id: 'own:00112233445566bb', title: 'ViT-B/32', step: 32, fitting: { side: 384, batch: 8 } },
  suggested: {
    source: 'the paper’s settings for ViT-B/32',
    ...{ side: 384, generator: 'convnet-6-layer', patch: 8, patternLearningRate: 0.01, patternDecay: 0.1 },
    ...{ maskLearningRate: 0.001, maskDecay: 1 },
  },
};
const found = {
  type: 'found',
  ...{ name: 'mine.safetensors', title: 'ResNet-18', bytes: 5, classes: 1000 },
  sides: network.sides,
  normalisation: network.normalisation,
  ...{ suggested: null, memory: null, fitting: null },
} as const;

beforeEach(() => explorer.setState(initialState()));

function open(kept: KeptNetwork[], answers: NetworkAnswer[] = []) {
  const asked: NetworkRequest[] = [];
  const library: OwnNetworksWorld['library'] = {
    list: async () => [...kept],
    delete: async (id) =>
      void kept.splice(
        kept.findIndex((one) => one.id === id),
        1,
      ),
    listen: () => () => undefined,
  };
  const networks = new OwnNetworks({
    messages: fakeWorld().messages,
    library,
    openNetwork: () => ({
      ask: async (request) => {
        asked.push(request);
        const answer = answers.shift()!;
        if (answer.type === 'kept') kept.unshift(answer.network);
        return answer;
      },
      cancel: () => undefined,
      close: () => undefined,
    }),
    workers: 3,
    askToKeep: () => undefined,
    measure: () => undefined,
  });
  return { networks, asked };
}

const incoming = () => state().ownNetworks.incoming;
const file = new File(['x'], 'mine.safetensors');

describe('a network of one’s own', () => {
  it('is looked at, told what only the person knows, and kept with that', async () => {
    const { networks, asked } = open(
      [],
      [found, { type: 'names', names: ['a', 'b'] }, { type: 'kept', network }],
    );
    networks.look(file);
    expect(incoming()).toEqual({ stage: 'looking', name: 'mine.safetensors' });
    await settled();
    networks.names(new File(['a\nb'], 'names.txt'));
    networks.normalise({ scale: 1, shift: 0.4, divisor: 0.2 });
    await settled();
    networks.keep();
    await settled();
    expect(asked.at(-1)).toMatchObject({
      type: 'keep',
      said: { classNames: ['a', 'b'], normalisation: { scale: 1, shift: 0.4, divisor: 0.2 } },
      machine: { device: 'processor', workers: 3 },
    });
    expect(incoming()).toEqual({ stage: 'none' });
    expect(state().ownNetworks.networks).toEqual([network]);
  });

  it('that is none says why, and so does one that the hub does not give', async () => {
    const { networks, asked } = open(
      [],
      [
        { type: 'failed', message: 'It is none.' },
        { type: 'failed', message: 'There is no connection.' },
      ],
    );
    networks.look(file);
    await settled();
    expect(incoming()).toMatchObject({ stage: 'ended', message: 'It is none.' });
    networks.fetch('timm/resnet18');
    await settled();
    expect(asked.at(-1)).toMatchObject({ type: 'fetch', address: 'timm/resnet18' });
    expect(incoming()).toMatchObject({ stage: 'ended', message: 'There is no connection.' });
  });

  it('is what the next run is trained with, at a side that it can take', async () => {
    const { networks } = open([network]);
    await networks.known();
    networks.use(network.id);
    expect(runConfig(state().settings)).toMatchObject({ backbone: network.id, method: { side: 96 } });
    explorer.setState(initialState());
    changeSettings({ side: 33 });
    const patched = open([{ ...network, step: 32 }]).networks;
    await patched.known();
    patched.use(network.id);
    expect(state().settings.side).toBe(128);
    patched.use(null);
    expect(state().settings.backbone).toBe('efficientnet-lite0');
  });

  it('brings the settings that its architecture has', async () => {
    const { networks } = open([transformer]);
    await networks.known();
    networks.use(transformer.id);
    expect(runConfig(state().settings)).toMatchObject({
      backbone: transformer.id,
      method: { side: 384, patch: 8, generator: 'convnet-6-layer' },
      training: { batch: 8, patternLearningRate: 0.01, maskLearningRate: 0.001 },
    });
  });

  it('that a link names and that is not here gives way to the page’s own, with what to do', async () => {
    changeSettings({ backbone: 'own:ffffffffffffffff' });
    await open([network]).networks.known();
    expect(state().settings.backbone).toBe('efficientnet-lite0');
    expect(notices()).toEqual([
      expect.stringMatching(
        /\(own:ffffffffffffffff\) is not kept in this browser.*drop it under Data & models/,
      ),
    ]);
  });

  it('gives way when it is deleted', async () => {
    const { networks } = open([network]);
    await networks.known();
    networks.use(network.id);
    networks.remove(network.id);
    await settled();
    expect(state().ownNetworks.networks).toEqual([]);
    expect(state().settings.backbone).toBe('efficientnet-lite0');
  });
});
