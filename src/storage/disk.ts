import type { DiskReport } from '../data/disk-report';

/** The browser's disk, as far as it lets a page know of it. */
export interface Disk {
  /** Asks the browser to keep what is here until the person deletes it; some ask the person. */
  askToKeep(): Promise<void>;
  /** null where the browser does not tell */
  report(): Promise<DiskReport | null>;
}

/** @param storage undefined where the page is not served securely */
export function openDisk(storage: StorageManager | undefined): Disk {
  return {
    async askToKeep() {
      try {
        if (!(await storage?.persisted())) await storage?.persist();
      } catch {
        // a private window may refuse; what is kept then lasts as long as the window
      }
    },
    async report() {
      try {
        const { usage, quota } = (await storage?.estimate()) ?? {};
        if (usage === undefined || quota === undefined) return null;
        const lasting = (await storage?.persisted()) ?? false;
        return { used: usage, free: Math.max(0, quota - usage), lasting };
      } catch {
        return null;
      }
    },
  };
}
