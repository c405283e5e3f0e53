/** Where the method has its input unit from; the page draws in it, too, and has no core. */
export type { Normalisation } from '../lib/normalisation';
