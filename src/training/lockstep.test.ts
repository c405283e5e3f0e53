import { describe, expect, test } from 'vitest';
import { createRandom } from '../lib/random';
import { Lockstep, type Member, type Position, type Round, type Stage } from './lockstep';

const training = (batch: number, epoch = 0): Position => ({ epoch, stage: 'training', batch });
const mapping = (batch: number): Position => ({ epoch: 0, stage: 'mapping', batch });

function group(size: number): Member[] {
  const lockstep = new Lockstep();
  return Array.from({ length: size }, () => lockstep.join());
}

/** Waits for its turn and takes it, as a gate does. */
async function begin(member: Member, position: Position): Promise<Round> {
  member.arrive(position);
  while (!member.turn) await member.changed();
  return member.begin();
}

describe('members of a group', () => {
  test('may be one batch ahead of each other in a pass, not two', async () => {
    const [fast, slow] = group(2) as [Member, Member];
    await Promise.all([begin(fast, training(0)), begin(slow, training(0))]);
    await begin(fast, training(1));
    fast.arrive(training(2));
    expect(fast.turn).toBe(false);
    slow.arrive(training(1));
    expect(fast.turn).toBe(true);
  });

  test('begin a pass together, also where one has a pass more than the others', async () => {
    const [plain, mapped] = group(2) as [Member, Member];
    plain.arrive(training(0));
    for (const batch of [0, 1, 2]) {
      await begin(mapped, mapping(batch));
      expect(plain.turn).toBe(false);
    }
    await begin(mapped, training(0));
    expect(plain.turn).toBe(true);
  });

  test('wait no longer for one that has left', async () => {
    const [stays, leaves] = group(2) as [Member, Member];
    await Promise.all([begin(stays, training(0)), begin(leaves, training(0))]);
    await begin(stays, training(1));
    const next = begin(stays, training(2));
    leaves.leave();
    await expect(next).resolves.toBeDefined();
  });

  test('are behind as long as another has begun the batch that they stand in front of', async () => {
    const [fast, slow] = group(2) as [Member, Member];
    await Promise.all([begin(fast, training(0)), begin(slow, training(0))]);
    await begin(fast, training(1));
    slow.arrive(training(1));
    fast.arrive(training(2));
    expect([fast.behind, slow.behind]).toEqual([false, true]);
    slow.begin();
    slow.arrive(training(2));
    expect([fast.behind, slow.behind]).toEqual([false, false]);
  });

  test('look again when somebody pokes the group', async () => {
    const lockstep = new Lockstep();
    const changed = lockstep.join().changed();
    lockstep.poke();
    await expect(changed).resolves.toBeUndefined();
  });

  test('all come to their end, however long each takes and whatever it leaves out', async () => {
    const { uniform } = createRandom(3, 'drift');
    const stages: Stage[] = ['unprompted-mapping', 'mapping', 'training', 'test'];
    const met: number[] = [];
    const run = async (member: Member) => {
      for (let epoch = 0; epoch < 3; epoch++) {
        for (const stage of stages) {
          if (stage !== 'training' && uniform() < 0.5) continue;
          for (let batch = 0; batch < 4; batch++) {
            const round = await begin(member, { epoch, stage, batch });
            const shared = round.share(
              'place',
              () => met.push(0) - 1,
              () => undefined,
            );
            met[shared]!++;
            await new Promise((resolve) => setTimeout(resolve, 3 * uniform()));
          }
        }
      }
      member.leave();
    };
    await Promise.all(group(4).map(run));
    // all four met on every training batch
    expect(met.filter((members) => members === 4).length).toBeGreaterThanOrEqual(12);
  });
});

describe('what members share on a batch', () => {
  test('is made once and freed when the last of them has gone on', async () => {
    const [one, other] = group(2) as [Member, Member];
    const log: string[] = [];
    const share = async (member: Member, batch: number) => {
      const round = await begin(member, training(batch));
      return round.share(
        'images',
        () => (log.push(`made ${batch}`), batch),
        (value) => log.push(`freed ${value}`),
      );
    };
    expect(await Promise.all([share(one, 0), share(other, 0)])).toEqual([0, 0]);
    expect(log).toEqual(['made 0']);
    await share(one, 1);
    expect(log).toEqual(['made 0', 'made 1']);
    await share(other, 1);
    expect(log).toEqual(['made 0', 'made 1', 'freed 0']);
    one.leave();
    expect(log).toHaveLength(3);
    other.leave();
    expect(log.at(-1)).toBe('freed 1');
  });

  test('of a run alone is freed before the next batch is made', async () => {
    const [member] = group(1) as [Member];
    const log: string[] = [];
    for (const batch of [0, 1]) {
      const round = await begin(member, training(batch));
      round.share(
        'images',
        () => log.push('made'),
        () => log.push('freed'),
      );
    }
    member.leave();
    expect(log).toEqual(['made', 'freed', 'made', 'freed']);
  });
});
