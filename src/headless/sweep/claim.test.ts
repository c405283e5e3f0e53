import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { Claim, holderOf, isAlive, type Holder } from './claim';

const folder = mkdtempSync(join(tmpdir(), 'smm-claim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const quick = { beat: 40 };

const elsewhere = (change: Partial<Holder> = {}): Holder => ({
  ...{ token: 'other', host: 'another-node', space: '', pid: 1, since: '2026-01-01T00:00:00.000Z', beat: 0 },
  ...change,
});

test('one at a time, and the next one after that', async () => {
  const path = join(folder, 'work', 'one');
  const first = await Claim.take(path, quick);
  if (!(first instanceof Claim)) throw new Error('nobody else is here');
  expect(await Claim.take(path, quick)).toMatchObject({ pid: process.pid, host: hostname() });
  await first.release();
  const second = await Claim.take(path, quick);
  expect(second).toBeInstanceOf(Claim);
  await (second as Claim).release();
  expect(await holderOf(path)).toBeNull();
});

test('of many at once, one has it', async () => {
  const path = join(folder, 'many');
  const all = await Promise.all(Array.from({ length: 20 }, () => Claim.take(path, quick)));
  const held = all.filter((one) => one instanceof Claim);
  expect(held).toHaveLength(1);
  await held[0]!.release();
});

test('a process of this machine that has ended makes way at once', async () => {
  const path = join(folder, 'dead');
  const child = spawn('sleep', ['60']);
  const own = await Claim.take(path, quick);
  const holder = (await holderOf(path))!;
  await (own as Claim).release();
  writeFileSync(path, JSON.stringify({ ...holder, token: 'dead', pid: child.pid }));
  expect(isAlive((await holderOf(path))!)).toBe(true);
  expect(await Claim.take(path, quick)).toMatchObject({ pid: child.pid });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  const began = performance.now();
  const taken = await Claim.take(path, { beat: 60_000 });
  expect(taken).toBeInstanceOf(Claim);
  expect(performance.now() - began).toBeLessThan(30_000);
  await (taken as Claim).release();
});

test('of another machine, it makes way when it has not beaten for a while', async () => {
  const path = join(folder, 'silent');
  writeFileSync(path, JSON.stringify(elsewhere()));
  const taken = await Claim.take(path, quick);
  expect(taken).toBeInstanceOf(Claim);
  await (taken as Claim).release();

  const beating = join(folder, 'beating');
  let beat = 0;
  const timer = setInterval(() => writeFileSync(beating, JSON.stringify(elsewhere({ beat: beat++ }))), 10);
  await wait(30);
  expect(await Claim.take(beating, quick)).toMatchObject({ host: 'another-node' });
  clearInterval(timer);
});

test('a word that was cut short is nobody', async () => {
  const path = join(folder, 'cut');
  writeFileSync(path, '{"tok');
  const taken = await Claim.take(path, quick);
  expect(taken).toBeInstanceOf(Claim);
  await (taken as Claim).release();
  expect(readdirSync(folder).filter((name) => name.startsWith('cut'))).toEqual([]);
});

test('who has lost it is told, and takes nothing from whoever has it now', async () => {
  const path = join(folder, 'lost');
  let lost = 0;
  const claim = await Claim.take(path, { ...quick, lost: () => (lost += 1) });
  // whoever has it now beats too, so that a beat which was under way does not take it back
  const timer = setInterval(() => writeFileSync(path, JSON.stringify(elsewhere())), 10);
  await vi.waitFor(() => expect(lost).toBe(1), { timeout: 10_000 });
  clearInterval(timer);
  await (claim as Claim).release();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ token: 'other' });
});
