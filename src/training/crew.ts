/**
 * Workers that share a queue of requests. Each takes the next request as soon as it is free; the request of one that
 * dies goes to another. Knows nothing about what is asked.
 */
import { UserError } from '../lib/user-error';
import type { PoolReply, PoolRequest, WorkerPort } from './pool-messages';

export interface Crew {
  /** how many are alive */
  readonly size: number;
  /**
   * @param request makes the message when its turn comes; again if the first worker died over it
   * @throws Error when the worker could not compute it; UserError when no worker is left
   */
  ask(request: () => PoolRequest): Promise<PoolReply>;
  /** Ends all workers; whatever is still asked fails. */
  dismiss(): void;
}

interface Task {
  readonly request: () => PoolRequest;
  readonly resolve: (reply: PoolReply) => void;
  readonly reject: (error: Error) => void;
}

/** Puts the same first request to every port, and is there once at least one has answered and the others gave up. */
export async function hireCrew(ports: readonly WorkerPort[], first: () => PoolRequest): Promise<Crew> {
  const tasks: Task[] = [];
  /** what each worker that lives is busy with; null = free */
  const duties = new Map<WorkerPort, Task | null>();
  let lastWords = 'none was started';

  function assign(port: WorkerPort, task: Task): void {
    duties.set(port, task);
    const message = task.request();
    port.post(message, 'prompted' in message ? [message.prompted.buffer] : []);
  }

  function distribute(): void {
    for (const [port, duty] of duties) {
      if (!duty && tasks.length > 0) assign(port, tasks.shift()!);
    }
    if (duties.size === 0) for (const task of tasks.splice(0)) task.reject(nobodyLeft(lastWords));
  }

  function join(port: WorkerPort): Promise<void> {
    return new Promise((resolve, reject) => {
      port.listen({
        message(reply) {
          const task = duties.get(port);
          if (!task) return;
          duties.set(port, null);
          if (reply.type === 'failed') task.reject(new Error(reply.message));
          else task.resolve(reply);
          distribute();
        },
        closed(reason) {
          const task = duties.get(port);
          if (task === undefined) return;
          lastWords = reason;
          duties.delete(port);
          if (task && task.request !== first) tasks.unshift(task);
          else task?.reject(nobodyLeft(reason));
          distribute();
        },
      });
      assign(port, { request: first, resolve: () => resolve(), reject });
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
    ask: (request) =>
      new Promise((resolve, reject) => {
        tasks.push({ request, resolve, reject });
        distribute();
      }),
    dismiss() {
      const unfinished = [...duties.values(), ...tasks.splice(0)];
      for (const port of duties.keys()) port.terminate();
      duties.clear();
      lastWords = 'they were dismissed';
      for (const task of unfinished) task?.reject(nobodyLeft(lastWords));
    },
  };
}

function nobodyLeft(reason: string): UserError {
  return new UserError(
    `No worker is left to run the backbone (${reason}). Start again with a smaller batch or image side, ` +
      `or with fewer workers.`,
  );
}
