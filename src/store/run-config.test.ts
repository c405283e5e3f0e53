import { beforeEach, describe, expect, it } from 'vitest';
import { readLink, writeLink } from './link';
import { runConfig, sameMethod, settingsOf } from './run-config';
import { followRun } from './actions';
import { explorer, initialState } from './store';
import { defaultSettings, type OwnChoice } from './settings';
import { initialTableView } from './table-view';
import { initialView } from './view';

const own: OwnChoice = { own: 'own:0123456789abcdef', facts: { classes: 37, nativeSide: 128 } };
const settings = { ...defaultSettings, data: own };

describe('a run on data of one’s own', () => {
  it('has the classes and the size of its pictures, and says all that the next one must know', () => {
    const config = runConfig(settings);
    expect(config).toMatchObject({ data: own.own, method: { classes: 37, nativeSide: 128 } });
    expect(settingsOf(config, defaultSettings).data).toEqual(own);
  });

  it('is linked by what its data is, and by nothing that is in it', () => {
    const linked = { settings, view: initialView, table: initialTableView };
    const query = writeLink(linked);
    expect(query).toBe('?data=own:0123456789abcdef');
    const { state, problems } = readLink(query, { ...linked, settings: defaultSettings });
    expect(problems).toEqual([]);
    expect(state.settings.data).toEqual({ own: own.own, facts: null });
  });

  it.each(['own:', 'own:0123456789ABCDEF', 'own:0123456789abcdef0', 'own:../../etc/passwd', 'owned'])(
    'is not what a link means by %s',
    (data) => {
      const linked = { settings: defaultSettings, view: initialView, table: initialTableView };
      const { state, problems } = readLink(`?data=${data}`, linked);
      expect(problems).toMatchObject([{ key: 'data', reason: 'bad-value' }]);
      expect(state.settings.data).toBe('fashion-mnist');
    },
  );
});

describe('a run with a network of one’s own', () => {
  beforeEach(() => explorer.setState(initialState(), true));
  const config = runConfig({ ...defaultSettings, backbone: 'own:0123456789abcdef' });

  it('is another run than the same with the page’s network, and the next one is like it once it is opened', () => {
    expect(sameMethod(config, runConfig(defaultSettings))).toBe(false);
    followRun({ config });
    expect(runConfig(explorer.getState().settings)).toEqual(config);
    followRun({ config: runConfig(defaultSettings) });
    expect(explorer.getState().settings.backbone).toBe('efficientnet-lite0');
  });
});
