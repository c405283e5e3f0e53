import { format, plural } from './format';

export const notices = {
  ownNetwork: {
    missing: (name: string | null, hash: string) =>
      name === null
        ? `The network that is meant is not kept in this browser (its SHA-256 begins with ${hash}), so the page’s own stands instead. If you have its file, drop it under Data & models, with the same normalisation.`
        : `The weights of ${name} are not kept in this browser any more, so the page’s own network stands instead. Data & models says how to bring them back.`,
    needed: (run: string, network: string) =>
      `${run} goes on with its network only, and the weights of ${network} are not kept in this browser. Bring them back under Data & models, then go on with the run; nothing of it is lost.`,
    neededUnknown: (run: string, hash: string) =>
      `${run} goes on with its network only, and that is not kept in this browser (its SHA-256 begins with ${hash}). Drop its file under Data & models, then go on with the run; nothing of it is lost.`,
  },
  region: 'Notices',
  dismiss: 'Dismiss',

  recordedMissing:
    'The recorded runs could not be loaded, so the page opens empty. Training does not need them: press Play.',
  labUnreachable:
    'The recorded variants could not be fetched. What was trained here can be compared all the same; open Compare again to try once more.',
  labPicturesUnreachable:
    'Pictures of a recorded variant could not be fetched. Its numbers and curves are here; choose its row again to try once more.',
  weightsUnreachable: 'Its weights could not be fetched.',
  hiddenTab: (steps: number, seconds: number) =>
    steps === 0
      ? `While this tab was hidden the browser paused the training for ${format.duration(seconds)}. It goes on now; a window of its own keeps it in view.`
      : `While this tab was hidden the browser slowed the training: ${format.count(steps)} ${plural(steps, { one: 'step', other: 'steps' })} in ${format.duration(seconds)}. A window of its own keeps it in view.`,
  recordedRetry: 'Try again',
  engineFailed: (reason: string) => `The engine could not be started. ${reason}`,
  engineDied: (reason: string, step: number) =>
    step > 0
      ? `${reason} The engine was started again and goes on from step ${format.count(step)}.`
      : `${reason} The engine was started again and the run begins from its first step.`,
  engineRestarted: (reason: string) => `${reason} The engine was started again.`,
  engineGone: (reason: string) =>
    `${reason} What was trained so far is on screen. Choose another backend (the button with the device’s name), or start the engine again.`,
  engineRestart: 'Start it again',
  backendReplaced: (before: string, now: string) =>
    `${before} did not come back, so the run goes on with ${now}. To try again, choose it behind the name of the device.`,
  remedies: {
    batch: (batch: number) => `Train with a batch of ${format.count(batch)}`,
    side: (side: number) => `Train at ${format.count(side)} × ${format.count(side)} pixels`,
    rates: (pattern: number, mask: number) => `Train with rates of ${pattern} and ${mask}`,
  },
  stored: (label: string, step: number) =>
    `A run of ${label} from this browser stopped at step ${format.count(step)}.`,
  storedResume: 'Go on with it',
  interrupted: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} was being trained when the page was closed.`
      : `${format.count(names.length)} runs were being trained when the page was closed: ${format.list(names.slice(0, 6))}${names.length > 6 ? ' …' : ''}.`,
  interruptedGoOn: (count: number): string => (count === 1 ? 'Go on with it' : 'Go on with them'),
  waited: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} was still in the queue when the page was closed. It waits for you.`
      : `${format.count(names.length)} runs were still in the queue when the page was closed: ${format.list(names.slice(0, 6))}${names.length > 6 ? ' …' : ''}. They wait for you.`,
  waitedTrain: (count: number): string => (count === 1 ? 'Train it' : 'Train them'),
  ownPictureUnder: (run: string) =>
    `Your picture goes through the recorded run of ${run}, as it was trained. It appears beside the samples when the engine is loaded; it stays on this machine.`,
  ownPictureNeedsRun:
    'Your picture is in view. Press Play: its mask forms while the mask network learns. At the start masks are random.',
  pictureFailed: (name: string, reason: string) => `${name}: ${reason}`,
  pastedName: 'pasted picture',
  fileTooLarge: (size: number, limit: number) =>
    `The file has ${format.bytes(size)}; pictures up to ${format.bytes(limit)} can be used.`,
  surveyMissing:
    'What the prompt does to all test pictures could not be loaded. Check the connection and open this section again.',
  nothingToInspect:
    'Nothing is kept of this run that could answer. Train it here, or open one of the recorded runs.',
  partNotLoaded:
    'A part of the page could not be loaded, so nothing was done: the network or the page’s host does not answer. Try again once you are connected.',
  inspectionBusy: (data: string) =>
    `This needs the pictures of ${data}, and the run that trains here uses others. End that run first.`,
  inspectionLost: (reason: string) => `The engine that was asked is gone. ${reason}`,
  pictureNotSaved: 'The browser could not draw this picture. Choose a smaller size.',
  fileUnreadable: 'The browser could not read the file. Choose it again.',
  link: {
    unknown: (keys: readonly string[]) =>
      `This link holds ${plural(keys.length, { one: 'a key', other: 'keys' })} that this version does not know (${format.list(keys)}). The rest was taken over.`,
    bad: (pairs: readonly string[]) =>
      `This link holds ${plural(pairs.length, { one: 'a value', other: 'values' })} that cannot be used (${format.list(pairs)}). The default stands instead.`,
    run: (name: string) =>
      `This link shows a run that this copy of the page has no pictures of (${name}). The run it opens with is shown instead.`,
    beside: (name: string) =>
      `This link puts a run beside another that this copy of the page has no pictures of (${name}). The other stands alone.`,
    newer: 'This link was made by a newer version of SMM Explorer. What this one understands was taken over.',
  },
  fileName: (label: string, data: string, step: number) =>
    `${label}-${data}-step-${step}.safetensors`.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-'),
};
