import type { Command, DeviceReport, DrawingRequest } from '../protocol';

/** What this browser is to do: one of the requests, or the browser in which drawing on the device has failed. */
const key = 'drawing';

/** How often it was tried with no word of how it ended, and in which browser: `1 Mozilla/5.0 …`. */
const triesKey = 'drawing-tries';

/** A page that goes down may have another reason; two that do have this one. */
const MOST_TRIES = 2;

/** It has come out on this page already. */
let proved = false;

/**
 * Makes an `open` command that asks for drawing on the device say whether that is tried: not again where it has failed
 * in this version of the browser, as it may cost every page its device. A try is written down before it begins, since
 * what goes down with it says nothing. Tests write `on-software`.
 */
export function withDrawing(command: Command): Command {
  if (!asksForDrawing(command)) return command;
  const drawing = request();
  if (drawing === 'where-fast') noteTry();
  return { ...command, drawing };
}

export function asksForDrawing(command: Command): command is Extract<Command, { type: 'open' }> {
  return command.type === 'open' && command.drawing !== undefined;
}

/** Remembers what a worker has found out: for good only what this version of the browser would do again. */
export function noteDrawing({ drawing }: DeviceReport): void {
  if (!drawing || (drawing.by === 'readback' && drawing.why === 'unwatched')) return;
  endTry();
  proved = drawing.by === 'device';
  if (drawing.by === 'device' || (drawing.why !== 'lost' && drawing.why !== 'other-pixels')) return;
  write(key, navigator.userAgent);
}

/** The try has not gone wrong; it was given up, or the page is left in peace. */
export function endTry(): void {
  write(triesKey, null);
}

/** The next worker tries it again, whatever has happened. */
export function forgetDrawing(): void {
  proved = false;
  write(key, null);
  endTry();
}

function request(): DrawingRequest {
  if (proved) return 'proved';
  const kept = read(key);
  if (kept === 'on-software') return kept;
  return kept === navigator.userAgent || tries() >= MOST_TRIES ? 'never' : 'where-fast';
}

function noteTry(): void {
  write(triesKey, `${tries() + 1} ${navigator.userAgent}`);
  globalThis.addEventListener('pagehide', endTry, { once: true });
}

function tries(): number {
  const [count, ...browser] = read(triesKey)?.split(' ') ?? [];
  return browser.join(' ') === navigator.userAgent ? Number(count) || 0 : 0;
}

function read(from: string): string | null {
  try {
    return localStorage.getItem(from);
  } catch {
    return null;
  }
}

function write(to: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(to);
    else localStorage.setItem(to, value);
  } catch {
    // a browser that keeps nothing tries again with the next page
  }
}
