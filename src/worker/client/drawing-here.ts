import type { Command, DeviceReport, DrawingRequest } from '../protocol';

/** What this browser is to do: one of the requests, or the browser in which drawing on the device has failed. */
const key = 'drawing';

/**
 * Says in an `open` command whether pictures may be drawn on the device: not again where that has failed in this
 * version of the browser, as it may cost every page its device. Tests write `on-software`.
 */
export function withDrawing(command: Command): Command {
  return command.type === 'open' ? { ...command, drawing: request() } : command;
}

/** Remembers what a worker has found out. */
export function noteDrawing({ drawing }: DeviceReport): void {
  if (drawing?.by !== 'readback' || (drawing.why !== 'failed' && drawing.why !== 'other-pixels')) return;
  try {
    localStorage.setItem(key, navigator.userAgent);
  } catch {
    // a browser that keeps nothing tries again with the next page
  }
}

function request(): DrawingRequest {
  try {
    const kept = localStorage.getItem(key);
    if (kept === 'on-software') return kept;
    return kept === navigator.userAgent ? 'never' : 'where-fast';
  } catch {
    return 'where-fast';
  }
}
