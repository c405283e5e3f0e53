import { door } from './door';
import { firstEnglish } from './first';

/** The texts of the front door, which has the first view to itself. */
Object.assign(firstEnglish, { door });
