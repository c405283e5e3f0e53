import { sideLimits } from '../../core/ablation/method-limits';
import { languages as catalogue } from '../../messages/messages';
import { changeSettings, chooseLanguage, chooseSettings, chooseTheme, goTo } from '../../store/actions';
import { choiceOf } from '../../store/own-data';
import { dataId, dataNames, defaultSettings, patchChoices, type Settings } from '../../store/settings';
import { useExplorer } from '../../store/store';
import { languages } from '../../store/view';
import { Button } from '../../ui/controls/button';
import { Disclosure } from '../../ui/controls/disclosure';
import { NumberField } from '../../ui/controls/number-field';
import { SelectField } from '../../ui/controls/select-field';
import { SwitchBlock } from '../../ui/controls/switch-block';
import { useMessages } from '../../ui/use-messages';
import styles from './settings.module.css';

/** Which pictures: the first question, above the switches. Those of one's own stand behind those of the page. */
export function DataPanel() {
  const { data: text } = useMessages().settings;
  const value = useExplorer(({ settings }) => dataId(settings.data));
  const datasets = useExplorer(({ ownData }) => ownData.datasets);
  const shipped = dataNames.map((name) => ({
    ...{ value: name as string, choice: name, label: text.titles[name], hint: text.hints[name] },
    chosen: { ready: true, word: text.notes[name] },
  }));
  const own = datasets.map((dataset) => {
    const { id, name, classes, train, test } = dataset;
    return {
      ...{ value: id as string, choice: choiceOf(dataset), label: name },
      hint: text.ownHint({ classes: classes.length, train, test }),
      chosen: { ready: true, word: text.own },
    };
  });
  const options = [...shipped, ...own];
  return (
    <SwitchBlock
      question={text.question}
      value={value}
      options={options}
      onChange={(id) => {
        const option = options.find((one) => one.value === id);
        if (option) chooseSettings({ data: option.choice });
      }}
    >
      <p>{options.find((option) => option.value === value)?.hint}</p>
      <p>
        <Button look="quiet" onClick={() => goTo('data')}>
          {text.bring}
        </Button>
      </p>
    </SwitchBlock>
  );
}

/** How the next run is trained, and how the page looks: closed until it is asked for. */
export function SettingsPanel() {
  const messages = useMessages();
  const text = messages.settings;
  const settings = useExplorer((state) => state.settings);
  const theme = useExplorer(({ view }) => view.theme);
  const { side, epochs, seed, augmentation } = settings;
  return (
    <Disclosure title={text.title} summary={text.summary({ side, epochs, seed })}>
      <div className={styles.fields}>
        <NumberSetting field="side" min={sideLimits.least} max={sideLimits.most} whole />
        <SelectField
          label={text.patch.label}
          hint={text.patch.hint}
          value={String(settings.patch)}
          options={patchChoices.map((patch) => ({
            value: String(patch),
            label: messages.format.count(patch),
          }))}
          onChange={(patch) => chooseSettings({ patch: Number(patch) })}
        />
        <NumberSetting field="epochs" min={1} max={1000} whole />
        <NumberSetting field="batch" min={1} max={1024} whole />
        <NumberSetting field="patternLearningRate" min={1e-6} max={1} />
        <NumberSetting field="maskLearningRate" min={1e-6} max={1} />
        <NumberSetting field="patternDecay" min={0.001} max={1} />
        <NumberSetting field="maskDecay" min={0.001} max={1} />
        <SelectField
          label={text.augmentation.label}
          value={augmentation}
          options={(['none', 'crop-flip'] as const).map((value) => ({
            value,
            label: text.augmentation.choices[value],
          }))}
          onChange={(value) => changeSettings({ augmentation: value })}
        />
        <NumberSetting field="seed" min={0} max={2 ** 32 - 1} whole />
        <Button onClick={() => chooseSettings({ ...defaultSettings, backend: settings.backend })}>
          {text.defaults}
        </Button>
        <SelectField
          label={messages.app.theme}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: messages.app.themes[value],
          }))}
          onChange={chooseTheme}
        />
        <SelectField
          label={messages.app.language}
          value={messages.language}
          options={languages.map((value) => ({ value, label: catalogue[value].name }))}
          onChange={chooseLanguage}
        />
      </div>
    </Disclosure>
  );
}

type NumberName =
  | 'side'
  | 'epochs'
  | 'batch'
  | 'patternLearningRate'
  | 'maskLearningRate'
  | 'patternDecay'
  | 'maskDecay'
  | 'seed';

interface NumberSettingProps {
  readonly field: NumberName & keyof Settings;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

function NumberSetting({ field, whole = false, ...limits }: NumberSettingProps) {
  const text = useMessages().settings[field];
  const value = useExplorer(({ settings }) => settings[field]);
  return (
    <NumberField
      {...text}
      {...limits}
      whole={whole}
      value={value}
      onChange={(number) => chooseSettings({ [field]: number })}
    />
  );
}
