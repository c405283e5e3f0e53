/** What is said of the sheet of keys before it is opened; the rest comes with it: help.ts. */
export const helpOpeners = {
  open: 'Help and keys',
  space: 'Space',
};
