/**
 * Which device trains, and why that one. Tries the candidates from fast to slow; each has to start and to get a known
 * gradient right before it is trusted. Nothing falls back silently: what was passed over is in the reason.
 */
import { UserError } from '../../lib/user-error';
import { BACKENDS, type BackendName, type BackendRequest } from './backend-name';
import { gradientSelfTest } from './self-test';

/** One way to compute. What it needs of the page or of Node it got when it was made. */
export interface Candidate {
  readonly backend: BackendName;
  /** Makes it the current TensorFlow.js backend. A missing capability is a reason, not an exception. */
  start(): Promise<StartedBackend | NotHere>;
  /** Lets go of it after it was passed over. */
  stop(): void;
}

export interface StartedBackend {
  readonly ok: true;
  /** adapter or processor in words */
  readonly adapter: string;
  /** a graphics interface computed by the processor: correct, and slower than wasm */
  readonly software: boolean;
  /** GPU dispatches so far; 0 on backends without any */
  dispatches(): number;
}

export interface NotHere {
  readonly ok: false;
  /** continues the sentence "WebGPU …": `is not offered by this browser` */
  readonly reason: string;
}

export interface ChosenBackend {
  readonly backend: BackendName;
  readonly adapter: string;
  readonly software: boolean;
  /** one or more sentences: why this one and not a faster one */
  readonly reason: string;
  dispatches(): number;
}

const TITLES: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/**
 * @param selfTest null when the current backend computes right, else what is wrong: `returned only zeros`
 * @throws UserError when the requested backend, or none at all, can be used
 */
export async function chooseBackend({
  requested,
  candidates,
  selfTest = gradientSelfTest,
}: {
  requested: BackendRequest;
  candidates: readonly Candidate[];
  selfTest?: () => Promise<string | null>;
}): Promise<ChosenBackend> {
  const passedOver: string[] = [];
  const wanted = requested === 'auto' ? BACKENDS : [requested];
  for (const backend of wanted) {
    const candidate = candidates.find((one) => one.backend === backend);
    const started = candidate ? await start(candidate) : missing;
    const refusal = started.ok
      ? await refuse(started, { asked: requested !== 'auto', selfTest })
      : started.reason;
    if (started.ok && refusal === null) {
      const { adapter, software } = started;
      const reason = reasonFor(backend, requested, passedOver);
      return { backend, adapter, software, reason, dispatches: () => started.dispatches() };
    }
    candidate?.stop();
    passedOver.push(`${TITLES[backend]} ${refusal}.`);
  }
  const found = passedOver.join(' ');
  throw new UserError(
    requested === 'auto'
      ? `Nothing here can train. ${found} Use a current Chrome, Edge, Firefox or Safari.`
      : `${found} Choose another backend, or "auto" for the fastest that works.`,
  );
}

const missing: NotHere = { ok: false, reason: 'is not part of this program' };

async function start(candidate: Candidate): Promise<StartedBackend | NotHere> {
  try {
    return await candidate.start();
  } catch (error) {
    return {
      ok: false,
      reason: `does not start (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** null = to be trusted */
async function refuse(
  started: StartedBackend,
  { asked, selfTest }: { asked: boolean; selfTest: () => Promise<string | null> },
): Promise<string | null> {
  if (started.software && !asked) {
    return `runs on the processor only (${started.adapter}), which is slower than WebAssembly`;
  }
  try {
    return await selfTest();
  } catch (error) {
    return `failed at a known gradient (${error instanceof Error ? error.message : String(error)})`;
  }
}

function reasonFor(backend: BackendName, requested: BackendRequest, passedOver: readonly string[]): string {
  if (requested !== 'auto') return `${TITLES[backend]} was asked for.`;
  if (passedOver.length === 0)
    return `${TITLES[backend]} is the fastest backend there is, and it works here.`;
  return `${TITLES[backend]} is the fastest backend that works here. ${passedOver.join(' ')}`;
}
