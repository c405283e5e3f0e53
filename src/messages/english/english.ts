import { ablation } from './ablation';
import { datasets } from './datasets';
import { door } from './door';
import { families } from './families';
import { gallery } from './gallery';
import { help } from './help';
import { lecture } from './lecture';
import { library } from './library';
import { live } from './live';
import { matrix } from './matrix';
import { networks } from './networks';
import { ownPicture } from './own-picture';
import { predict } from './predict';
import { slow } from './slow';
import { sources } from './sources';
import { stages } from './stages';
import { storage } from './storage';
import { survey } from './survey';
import { sweepResults } from './sweep-results';
import { table } from './table';
import { firstEnglish } from './first';

/**
 * Every text of the page in English, one file per panel. Reading this module completes what the page began with, in
 * place: whoever holds the first texts holds all from then on.
 */
export const english = Object.assign(firstEnglish, {
  ablation,
  datasets,
  families,
  gallery,
  help,
  lecture,
  library,
  live,
  matrix,
  networks,
  ownPicture,
  predict,
  sources,
  storage,
  sweepResults,
  table,
  stages,
  slow,
  survey,
  door,
});
