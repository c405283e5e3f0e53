/** Lets the process answer its messages and signals. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
