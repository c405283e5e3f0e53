// @vitest-environment jsdom
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { catalogues } from '../../messages/messages';
import { changeOwnNetworks, changeSettings } from '../../store/actions';
import type { FoundNetwork, KeptNetwork } from '../../worker/network-protocol';
import { mountedPanel } from '../testing/mounted-panel';
import { NetworksPanel } from './Panel';

const text = catalogues.en.networks;
const names = [
  'open',
  'look',
  'names',
  'normalise',
  'ask',
  'keep',
  'fetchAgain',
  'cancel',
  'dismiss',
  'remove',
  'use',
  'useSuggested',
] as const;
const ownNetworks = Object.fromEntries(names.map((name) => [name, vi.fn()]));

const mounted = mountedPanel({ ownNetworks }, <NetworksPanel />);

const { button, press } = mounted;
const alert = () => mounted.place.querySelector('[role="alert"]')?.textContent;

const usual = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;
const memory = { weights: 1, activations: 1, batch: 1, total: 3e8 };
const found: FoundNetwork = {
  ...{ name: 'mine.safetensors', title: 'ResNet-18', bytes: 45e6, classes: 7 },
  sides: { min: 32, max: 384, native: 224 },
  normalisation: usual,
  ...{ origin: { from: 'file' }, read: { normalisation: null, classNames: null } },
  ...{ suggested: null, memory, fitting: { side: 224, batch: 32, memory } },
};
const kept: KeptNetwork = {
  ...{ id: 'own:00112233445566aa', hash: 'aa', content: 'bb', bytes: 45e6, parts: 6 },
  ...{ name: 'mine.safetensors', title: 'ResNet-18', classes: 7, classNames: null },
  normalisation: usual,
  saidNormalisation: false,
  sides: found.sides,
  ...{ step: 1, suggested: null, fitting: { side: 224, batch: 32 } },
  origin: { from: 'hub', repository: 'timm/mine', revision: 'c0ffee'.padEnd(40, '0') },
  ...{ created: 1, updated: 1 },
};

it('asks what is here when it opens, and no other host', () => {
  expect(ownNetworks['open']).toHaveBeenCalledOnce();
  expect(ownNetworks['ask']).not.toHaveBeenCalled();
  expect(button(text.ask)!.disabled).toBe(true);
});

it('says what a file is before it is kept, and takes what only the person knows', () => {
  act(() =>
    changeOwnNetworks({
      incoming: {
        stage: 'found',
        found,
        said: { normalisation: null, classNames: null },
        problem: 'Too few.',
      },
    }),
  );
  for (const words of [
    text.foundTitle('ResNet-18'),
    text.names.numbers,
    // the page's own data has ten
    text.fewerThan(10),
    text.sides(32, 384, 224),
    text.memory(3e8, 96, 64),
    text.fitting(224, 32, 3e8),
    '(x − 0.485, 0.456, 0.406) / 0.229, 0.224, 0.225',
  ]) {
    expect(mounted.place.textContent).toContain(words);
  }
  expect(alert()).toBe('Too few.');
  press(text.keep(45e6));
  expect(ownNetworks['keep']).toHaveBeenLastCalledWith('keep');
  press(text.keepAndUse(224, 32));
  expect(ownNetworks['keep']).toHaveBeenLastCalledWith('use');
  const normalisation = { ...usual, shift: [0.5, 0.456, 0.406] } as const;
  act(() =>
    changeOwnNetworks({
      incoming: { stage: 'found', found, said: { normalisation, classNames: ['a'] }, problem: null },
    }),
  );
  expect(mounted.place.textContent).toContain(text.names.given);
  expect(
    [...mounted.place.querySelectorAll<HTMLInputElement>('input[inputmode="decimal"]')].map(
      (one) => one.value,
    ),
  ).toEqual(['0.5', '0.456', '0.406', '0.229', '0.224', '0.225']);
});

it('shows how far it is, and ends it', () => {
  act(() =>
    changeOwnNetworks({
      incoming: { stage: 'arriving', name: 'timm/x', what: 'fetching', done: 2e6, total: 8e6 },
    }),
  );
  const bar = mounted.place.querySelector('progress')!;
  expect([bar.value, bar.max, bar.getAttribute('aria-label')]).toEqual([
    2e6,
    8e6,
    text.arriving.fetching('timm/x'),
  ]);
  press(text.cancel);
  expect(ownNetworks['cancel']).toHaveBeenCalledOnce();
});

it('says why one did not come, until that is read', () => {
  act(() => changeOwnNetworks({ incoming: { stage: 'ended', name: 'x', message: 'It is none.' } }));
  expect(alert()).toBe('It is none.');
  press(text.ok);
  expect(ownNetworks['dismiss']).toHaveBeenCalledOnce();
});

it('lists what is kept with its version, uses it, stops using it and deletes it', () => {
  act(() => changeOwnNetworks({ state: 'ready', networks: [kept] }));
  expect(mounted.place.textContent).toContain(text.fromHub('timm/mine', 'c0ffee000000'));
  press(text.useSuggested(224, 32));
  expect(ownNetworks['useSuggested']).toHaveBeenLastCalledWith(kept.id);
  press(text.use(kept.name));
  expect(ownNetworks['use']).toHaveBeenLastCalledWith(kept.id);
  act(() => changeSettings({ backbone: kept.id }));
  expect(mounted.place.textContent).toContain(text.inUse);
  press(text.unuse);
  expect(ownNetworks['use']).toHaveBeenLastCalledWith(null);
  press(text.removeName(kept.name));
  expect(ownNetworks['remove']).toHaveBeenCalledWith(kept.id);
});

it('says of one whose weights are not here which file it was, and fetches it again', () => {
  const dropped: KeptNetwork = { ...kept, id: 'own:00112233445566bb', origin: { from: 'file' } };
  const networks = [
    { ...kept, parts: 0 },
    { ...dropped, parts: 0 },
  ];
  act(() => changeOwnNetworks({ state: 'ready', networks }));
  expect(mounted.place.textContent).toContain(text.none);
  expect(mounted.place.textContent).toContain(text.awayHub('timm/mine', 'c0ffee000000'));
  expect(mounted.place.textContent).toContain(text.awayFile('mine.safetensors', 'bb'));
  press(text.fetchAgain(45e6));
  expect(ownNetworks['fetchAgain']).toHaveBeenCalledWith(kept.id);
  press(text.forgetName('mine.safetensors'));
  expect(ownNetworks['remove']).toHaveBeenCalledOnce();
});

it('takes from the hub what stands beside the weights, unless the person knows better', () => {
  const read = {
    normalisation: { scale: 1, shift: [0.5, 0.5, 0.5], divisor: [0.25, 0.25, 0.25] },
    classNames: ['a'],
  } as const;
  const hub: FoundNetwork = { ...found, read, origin: kept.origin };
  act(() => changeOwnNetworks({ incoming: { stage: 'found', found: hub, said: read, problem: null } }));
  expect(mounted.place.textContent).toContain(text.names.read);
  expect(mounted.place.textContent).toContain('(x − 0.5, 0.5, 0.5) / 0.25, 0.25, 0.25');
  expect(button(text.fetchAndUse(224, 32))).toBeDefined();
  expect(document.activeElement?.textContent).toBe(text.foundTitle('ResNet-18'));
});
