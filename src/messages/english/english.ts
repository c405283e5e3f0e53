import { app } from './app';
import { format } from './format';

/** Every text of the page in English, one file per panel. */
export const english = { format, app };
