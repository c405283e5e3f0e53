import { format } from './format';

/** Of the run that a printed page shows. */
export interface PrintedRun {
  readonly label: string;
  readonly data: string;
  readonly side: number;
  readonly seed: number;
  readonly step: number;
}

export const app = {
  name: 'SMM Explorer',
  /** of the browser's tab */
  title: 'SMM Explorer: sample-specific masks, trained in the browser',
  skip: 'Skip to the pictures',
  placesRegion: 'Places',
  places: {
    door: 'Start',
    explore: 'Explore',
    compare: 'Compare',
    lecture: 'Lecture',
    data: 'Data & models',
  },
  openingPlace: 'Opening …',
  runRegion: 'Run',
  settingsRegion: 'Switches and settings',
  openSwitches: 'Switches',
  more: 'More',
  close: 'Close',
  share: 'Copy link',
  shared: 'Link copied',
  shareFailed: 'The browser did not allow copying. The address bar holds the same link.',
  theme: 'Colour theme',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  print: {
    run: (run: PrintedRun) =>
      `${run.label}, ${run.data}, ${run.side} px, seed ${run.seed}, step ${format.count(run.step)}`,
  },
  panelFailed: (panel: string) =>
    `The panel “${panel}” met an error of ours and was taken off the page. The run goes on, nothing is lost.`,
  panelNotLoaded: (panel: string) =>
    `“${panel}” could not be loaded: the network or the page’s host does not answer. Nothing is lost; show it again once you are connected.`,
  pageFailed: 'The page met an error of ours. Your run is stored after every epoch; reload to go on with it.',
  jump: 'On this page',
  panelRetry: 'Show it again',
  reload: 'Reload',
  panels: {
    samples: 'Pictures',
    datasets: 'Your own pictures',
    pipeline: 'The way of a picture',
    scrubber: 'Steps',
    curves: 'Curves',
    results: 'Results',
    switches: 'Switches',
    switchedOff: 'What is switched off',
    settings: 'Settings',
    table: 'Ablation table',
    sweepResults: 'Results of a sweep',
    families: 'Curves of the variants',
    pair: 'Two side by side',
    matrix: 'Pictures of the variants',
    ownPicture: 'Your picture under every variant',
    queue: 'Runs to train',
    library: 'Kept runs',
    networks: 'Networks of your own',
    sources: 'What the page came with',
    storage: 'Kept in this browser',
  },
};
