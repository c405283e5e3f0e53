import { app } from './app';
import { device } from './device';
import { format } from './format';
import { help } from './help';
import { notices } from './notices';
import { results } from './results';
import { runBar } from './run-bar';
import { runs } from './runs';
import { settings } from './settings';
import { switches } from './switches';

/** Every text of the page in English, one file per panel. */
export const english = { format, app, device, help, notices, results, runBar, runs, settings, switches };
