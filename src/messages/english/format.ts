import { formatFor, pluralFor } from '../format';

export const format = formatFor('en');
export const plural = pluralFor('en');
