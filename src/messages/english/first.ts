import { figuresFor } from '../figures';
import type { Language } from '../languages';
import { app } from './app';
import { curves } from './curves';
import { device } from './device';
import { format } from './format';
import { helpOpeners } from './help-openers';
import { notices } from './notices';
import { offline } from './offline';
import { openers } from './openers';
import { pair } from './pair';
import { pipeline } from './pipeline';
import { queue } from './queue';
import { results } from './results';
import { runBar } from './run-bar';
import { runs } from './runs';
import { samples } from './samples';
import { saving } from './saving';
import { scrubber } from './scrubber';
import { settings } from './settings';
import { switchedOff } from './switched-off';
import { switches } from './switches';
import { undo } from './undo';

/** What the first view says. The texts of parts that are loaded later come with those: see english.ts. */
export const firstEnglish = {
  language: 'en' as Language,
  format,
  figures: figuresFor('en'),
  /** a text that another room made in English, in the language of the page: registry, metrics, runs, the engine */
  translated: (text: string): string => text,
  app,
  curves,
  device,
  help: helpOpeners,
  notices,
  offline,
  openers,
  pair,
  pipeline,
  queue,
  results,
  runBar,
  runs,
  samples,
  saving,
  scrubber,
  settings,
  switchedOff,
  switches,
  undo,
};
