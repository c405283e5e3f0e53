import { lazyPart } from '../lazy-part';

export const loadPopoverLayer = async () => (await import('./popover-layer')).PopoverLayer;

/** What stands in a popover, loaded when the first one is opened. It has no texts of its own. */
export const LatePopoverLayer = lazyPart(loadPopoverLayer, () => Promise.resolve());
