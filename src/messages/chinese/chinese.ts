import { figuresFor } from '../figures';
import type { Messages } from '../messages';
import { ablation } from './ablation';
import { app } from './app';
import { curves } from './curves';
import { datasets } from './datasets';
import { device } from './device';
import { door } from './door';
import { families } from './families';
import { format, locale } from './format';
import { gallery } from './gallery';
import { help } from './help';
import { lecture } from './lecture';
import { library } from './library';
import { live } from './live';
import { matrix } from './matrix';
import { networks } from './networks';
import { notices } from './notices';
import { offline } from './offline';
import { openers } from './openers';
import { ownPicture } from './own-picture';
import { pair } from './pair';
import { pipeline } from './pipeline';
import { predict } from './predict';
import { queue } from './queue';
import { results } from './results';
import { runBar } from './run-bar';
import { runs } from './runs';
import { samples } from './samples';
import { saving } from './saving';
import { scrubber } from './scrubber';
import { settings } from './settings';
import { slow } from './slow';
import { stages } from './stages';
import { survey } from './survey';
import { sources } from './sources';
import { storage } from './storage';
import { sweepResults } from './sweep-results';
import { switchedOff } from './switched-off';
import { switches } from './switches';
import { table } from './table';
import { undo } from './undo';
import { translated } from './translated';

/** Every text of the page in Simplified Chinese; a text that English has and this lacks does not compile. */
export const chinese: Messages = {
  language: 'zh',
  format,
  figures: figuresFor(locale),
  translated,
  ablation,
  app,
  curves,
  datasets,
  device,
  door,
  families,
  gallery,
  help,
  lecture,
  library,
  live,
  matrix,
  networks,
  notices,
  offline,
  openers,
  ownPicture,
  pair,
  pipeline,
  predict,
  queue,
  results,
  runBar,
  runs,
  samples,
  saving,
  scrubber,
  settings,
  slow,
  stages,
  survey,
  sources,
  storage,
  sweepResults,
  switchedOff,
  switches,
  table,
  undo,
};
