/**
 * Workers that share a queue of requests. Each takes the next request as soon as it has room; the requests of one
 * that dies, or hangs, go to another. Knows nothing about what is asked.
 */
import type { Clock } from './eta';
import { Patience } from './patience';
import type { PoolReply, PoolRequest, WorkerPort } from './pool-messages';

export interface Crew {
  /** how many are alive */
  readonly size: number;
  /**
   * @param request makes the message when its turn comes; again if the first worker died over it
   * @param options.urgent goes before all that is not: somebody is waiting to see it
   * @throws Error when the worker could not compute it; NobodyLeft when no worker is left
   */
  ask(request: () => PoolRequest, options?: { urgent?: boolean }): Promise<PoolReply>;
  /** Ends all workers; whatever is still asked fails. */
  dismiss(): void;
}

/** All workers are gone. What was asked is still to be done, by somebody else. */
export class NobodyLeft extends Error {
  override readonly name = 'NobodyLeft';

  constructor(reason: string) {
    super(`No worker is left to run the backbone (${reason}).`);
  }
}

/**
 * Requests that a worker holds at once: the second is at hand when the first is done, also while this thread is busy
 * with the generator of another run and cannot send it one.
 */
const AT_ONCE = 2;

/** A machine that slept wakes to overdue timers: only so many in a row mean that a worker had its time. */
const TICKS = 4;

interface Task {
  readonly urgent: boolean;
  readonly request: () => PoolRequest;
  readonly resolve: (reply: PoolReply) => void;
  readonly reject: (error: Error) => void;
}

/** A task that a worker holds. */
interface Duty extends Task {
  readonly kind: PoolRequest['type'];
}

/** Puts the same first request to every port, and is there once each has answered or is given up. */
export async function hireCrew(
  ports: readonly WorkerPort[],
  { first, clock }: { first: () => PoolRequest; clock: Clock },
): Promise<Crew> {
  const patience = new Patience();
  const tasks: Task[] = [];
  /** what each worker that lives holds, in the order in which it answers */
  const duties = new Map<WorkerPort, Duty[]>();
  /** each busy worker's first duty: since when, and the way to watch it no more */
  const watches = new Map<WorkerPort, { readonly since: number; end(): void }>();
  let lastWords = 'none was started';

  function assign(port: WorkerPort, task: Task): void {
    const held = duties.get(port) ?? [];
    const message = task.request();
    duties.set(port, [...held, { ...task, kind: message.type }]);
    if (held.length === 0) watch(port);
    port.post(message, 'prompted' in message ? [message.prompted.buffer] : []);
  }

  /** Begins to count the time of what the worker now works on, if there is anything. */
  function watch(port: WorkerPort, { since = clock(), ticks = TICKS } = {}): void {
    watches.get(port)?.end();
    watches.delete(port);
    const [duty] = duties.get(port) ?? [];
    if (!duty) return;
    const timer = setTimeout(
      () => {
        if (ticks > 1) watch(port, { since, ticks: ticks - 1 });
        else lose(port, 'a worker no longer answers');
      },
      patience.limit(duty.kind) / TICKS,
    );
    watches.set(port, { since, end: () => clearTimeout(timer) });
  }

  function distribute(): void {
    for (let held = 0; held < AT_ONCE; held++) {
      for (const [port, { length }] of duties) {
        if (length === held && tasks.length > 0) assign(port, tasks.shift()!);
      }
    }
    if (duties.size === 0) for (const task of tasks.splice(0)) task.reject(new NobodyLeft(lastWords));
  }

  function lose(port: WorkerPort, reason: string): void {
    const held = duties.get(port);
    if (held === undefined) return;
    lastWords = reason;
    duties.delete(port);
    watch(port);
    port.terminate();
    for (const task of held) if (task.request === first) task.reject(new NobodyLeft(reason));
    tasks.unshift(...held.filter(({ request }) => request !== first));
    distribute();
  }

  function join(port: WorkerPort): Promise<void> {
    return new Promise((resolve, reject) => {
      port.listen({
        message(reply) {
          const [duty, ...rest] = duties.get(port) ?? [];
          if (!duty) return;
          patience.took(duty.kind, clock() - watches.get(port)!.since);
          duties.set(port, rest);
          watch(port);
          if (reply.type === 'failed') duty.reject(new Error(reply.message));
          else duty.resolve(reply);
          distribute();
        },
        closed: (reason) => lose(port, reason),
      });
      assign(port, { urgent: true, request: first, resolve: () => resolve(), reject });
    });
  }

  const arrivals = await Promise.allSettled(ports.map(join));
  arrivals.forEach((arrival, index) => {
    if (arrival.status === 'rejected') lose(ports[index]!, (arrival.reason as Error).message);
  });

  return {
    get size() {
      return duties.size;
    },
    ask: (request, { urgent = false } = {}) =>
      new Promise((resolve, reject) => {
        const task = { urgent, request, resolve, reject };
        const patient = urgent ? tasks.findIndex((other) => !other.urgent) : -1;
        tasks.splice(patient < 0 ? tasks.length : patient, 0, task);
        distribute();
      }),
    dismiss() {
      const unfinished = [...Array.from(duties.values()).flat(), ...tasks.splice(0)];
      const ports = [...duties.keys()];
      duties.clear();
      for (const port of ports) {
        watch(port);
        port.terminate();
      }
      lastWords = 'they were dismissed';
      for (const task of unfinished) task.reject(new NobodyLeft(lastWords));
    },
  };
}
