import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkAnswer, NetworkRequest, KeptNetwork } from '../worker/network-protocol';
import { changeSettings } from '../store/actions';
import { emptyRun } from '../store/run-view';
import { runConfig } from '../store/run-config';
import { defaultSettings } from '../store/settings';
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
  ...{ origin: { from: 'file' as const }, read: { normalisation: null, classNames: null } },
  ...{ suggested: null, memory: null, fitting: null },
} as const;

beforeEach(() => explorer.setState(initialState()));

function open(kept: KeptNetwork[], answers: NetworkAnswer[] = []) {
  const asked: NetworkRequest[] = [];
  const library: OwnNetworksWorld['library'] = {
    list: async () => [...kept],
    delete: async (id, remains) => {
      const index = kept.findIndex((one) => one.id === id);
      kept.splice(index, 1, ...(remains === 'nothing' ? [] : [{ ...kept[index]!, parts: 0 }]));
    },
    listen: () => () => undefined,
  };
  const networks = new OwnNetworks({
    messages: fakeWorld().messages,
    library,
    openNetwork: () => ({
      ask: async (request) => {
        asked.push(request);
        const answer = answers.shift()!;
        if (answer.type === 'kept') {
          const before = kept.findIndex(({ id }) => id === answer.network.id);
          if (before >= 0) kept.splice(before, 1);
          kept.unshift(answer.network);
        }
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
    networks.keep('keep');
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
    networks.ask('timm/resnet18');
    await settled();
    expect(asked.at(-1)).toMatchObject({ type: 'ask', address: 'timm/resnet18' });
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
      training: { batch: 8, patternLearningRate: 0.01, maskLearningRate: 0.001, maskDecay: 1 },
    });
    changeSettings({ patch: 4 });
    networks.use(null);
    // what the person has said since stays, the rest goes with the network
    expect(state().settings).toEqual({ ...defaultSettings, patch: 4, batch: 8 });
  });

  it('that a link names and that is not here gives way to the page’s own, with what to do', async () => {
    changeSettings({ backbone: 'own:ffffffffffffffff' });
    await open([network]).networks.known();
    expect(state().settings.backbone).toBe('efficientnet-lite0');
    expect(notices()).toEqual([
      expect.stringMatching(
        /not kept in this browser \(its SHA-256 begins with ffffffffffffffff\).*drop it under Data & models/,
      ),
    ]);
  });

  it('gives way when it is deleted', async () => {
    const { networks } = open([network]);
    await networks.known();
    networks.use(network.id);
    networks.remove(network.id);
    await settled();
    expect(state().ownNetworks.networks).toMatchObject([{ id: network.id, parts: 0 }]);
    expect(state().settings.backbone).toBe('efficientnet-lite0');
  });

  it('of the hub is looked up first, and fetched in that version with what stands beside it', async () => {
    const said = { normalisation: { scale: 1, shift: 0.5, divisor: 0.25 }, classNames: ['a', 'b'] } as const;
    const origin = { from: 'hub', repository: 'timm/x', revision: 'c0ffee' } as const;
    const { networks, asked } = open(
      [],
      [
        { ...found, origin, read: said },
        { type: 'kept', network },
      ],
    );
    networks.ask('timm/x');
    await settled();
    expect(incoming()).toMatchObject({ stage: 'found', said });
    networks.keep('use');
    await settled();
    expect(asked.at(-1)).toMatchObject({ type: 'fetch', address: 'timm/x@c0ffee', said });
    expect(state().settings).toMatchObject({ backbone: network.id, side: 128, batch: 32 });
  });

  it('that runs were trained with leaves behind which file it was, and is told apart again', async () => {
    const said = { ...network, saidNormalisation: true, classNames: ['a'] };
    const { networks, asked } = open([said], [found, { type: 'kept', network }]);
    await networks.known();
    const config = runConfig({ ...state().settings, backbone: network.id });
    explorer.setState({ runs: [emptyRun({ id: 'run', label: 'SMM', origin: 'live', config })] });
    expect(await networks.obstacle({ label: 'SMM', config })).toBeNull();
    networks.remove(network.id);
    await settled();
    expect(state().ownNetworks.networks).toMatchObject([{ id: network.id, parts: 0 }]);
    networks.use(network.id);
    expect(state().settings.backbone).toBe('efficientnet-lite0');
    expect(await networks.obstacle({ label: 'SMM', config })).toMatch(/weights of mine\.safetensors are not/);
    networks.look(file);
    await settled();
    networks.keep('keep');
    await settled();
    expect(asked.at(-1)).toMatchObject({
      said: { normalisation: network.normalisation, classNames: ['a'] },
    });
    networks.remove(network.id);
    await settled();
    networks.remove(network.id);
    await settled();
    expect(state().ownNetworks.networks.filter(({ parts }) => parts === 0)).toEqual([]);
    const other = { ...config, backbone: 'own:ffffffffffffffff' };
    expect(await networks.obstacle({ label: 'SMM', config: other })).toMatch(/SHA-256 begins with ffff/);
  });
});
