/**
 * Workers that share a queue of requests. Each takes the next request as soon as it has room; the requests of one
 * that dies go to another. Knows nothing about what is asked.
 */
import { UserError } from '../lib/user-error';
import type { PoolReply, PoolRequest, WorkerPort } from './pool-messages';

export interface Crew {
  /** how many are alive */
  readonly size: number;
  /**
   * @param request makes the message when its turn comes; again if the first worker died over it
   * @param options.urgent goes before all that is not: somebody is waiting to see it
   * @throws Error when the worker could not compute it; UserError when no worker is left
   */
  ask(request: () => PoolRequest, options?: { urgent?: boolean }): Promise<PoolReply>;
  /** Ends all workers; whatever is still asked fails. */
  dismiss(): void;
}

/**
 * Requests that a worker holds at once: the second is at hand when the first is done, also while this thread is busy
 * with the generator of another run and cannot send it one.
 */
const AT_ONCE = 2;

interface Task {
  readonly urgent: boolean;
  readonly request: () => PoolRequest;
  readonly resolve: (reply: PoolReply) => void;
  readonly reject: (error: Error) => void;
}

/** Puts the same first request to every port, and is there once at least one has answered and the others gave up. */
export async function hireCrew(ports: readonly WorkerPort[], first: () => PoolRequest): Promise<Crew> {
  const tasks: Task[] = [];
  /** what each worker that lives holds, in the order in which it answers */
  const duties = new Map<WorkerPort, Task[]>();
  let lastWords = 'none was started';

  function assign(port: WorkerPort, task: Task): void {
    duties.set(port, [...(duties.get(port) ?? []), task]);
    const message = task.request();
    port.post(message, 'prompted' in message ? [message.prompted.buffer] : []);
  }

  function distribute(): void {
    for (let held = 0; held < AT_ONCE; held++) {
      for (const [port, { length }] of duties) {
        if (length === held && tasks.length > 0) assign(port, tasks.shift()!);
      }
    }
    if (duties.size === 0) for (const task of tasks.splice(0)) task.reject(nobodyLeft(lastWords));
  }

  function join(port: WorkerPort): Promise<void> {
    return new Promise((resolve, reject) => {
      port.listen({
        message(reply) {
          const [task, ...rest] = duties.get(port) ?? [];
          if (!task) return;
          duties.set(port, rest);
          if (reply.type === 'failed') task.reject(new Error(reply.message));
          else task.resolve(reply);
          distribute();
        },
        closed(reason) {
          const held = duties.get(port);
          if (held === undefined) return;
          lastWords = reason;
          duties.delete(port);
          for (const task of held) if (task.request === first) task.reject(nobodyLeft(reason));
          tasks.unshift(...held.filter(({ request }) => request !== first));
          distribute();
        },
      });
      assign(port, { urgent: true, request: first, resolve: () => resolve(), reject });
    });
  }

  const arrivals = await Promise.allSettled(ports.map(join));
  const failures = arrivals.filter((arrival) => arrival.status === 'rejected');
  ports.forEach((port, index) => {
    if (arrivals[index]!.status === 'fulfilled') return;
    duties.delete(port);
    port.terminate();
  });
  if (duties.size === 0) throw failures[0]?.reason ?? nobodyLeft(lastWords);

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
      for (const port of duties.keys()) port.terminate();
      duties.clear();
      lastWords = 'they were dismissed';
      for (const task of unfinished) task.reject(nobodyLeft(lastWords));
    },
  };
}

function nobodyLeft(reason: string): UserError {
  return new UserError(
    `No worker is left to run the backbone (${reason}). Start again with a smaller batch or image side, ` +
      `or with fewer workers.`,
  );
}
