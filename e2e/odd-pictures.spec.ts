import { quick } from './explorer';
import { fixture, pngOf } from './files';
import { expect, test } from './journey';

/** Pictures that are whole but not plain: each is read as the plain picture that it stands for. */

const [width, height] = [24, 16];
const shades = (scale: number) =>
  Array.from({ length: width * height * 3 }, (_, i) => scale * ((i * 7 + (i % 3) * 40) % 256));
const white = new Uint8Array(width * height * 3).fill(255);
const glass = new Uint8Array(width * height * 4).fill(40).map((value, i) => (i % 4 === 3 ? 0 : value));

/** what it is, and its plain twin */
const pairs = [
  [
    pngOf('deep.png', { width, height, channels: 3, depth: 16, data: Uint16Array.from(shades(257)) }),
    pngOf('plain.png', { width, height, channels: 3, data: Uint8Array.from(shades(1)) }),
  ],
  [
    pngOf('glass.png', { width, height, channels: 4, data: glass }),
    pngOf('white.png', { width, height, channels: 3, data: white }),
  ],
  [fixture('turned-6.png'), fixture('upright.png')],
  [
    pngOf('dot.png', { width: 1, height: 1, channels: 3, data: Uint8Array.of(200, 30, 90) }),
    pngOf('two-dots.png', {
      width: 2,
      height: 1,
      channels: 3,
      data: Uint8Array.of(200, 30, 90, 200, 30, 90),
    }),
  ],
] as const;

test('a single pixel, 16 bits, transparency and a turned camera, all at once', async ({ explorer }) => {
  await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
  await explorer.add(...pairs.flat(), fixture('turned-6.jpg'));
  await expect(explorer.sample(/^turned-6\.jpg/)).toBeVisible({ timeout: 60_000 });
  // a run of its own, not the recorded one
  await explorer.button('step').click();
  await explorer.says(/^paused after 1 step$/);
  await explorer.button('reset').click();
  await explorer.says(/^paused after 0 steps$/);
  await explorer.button('resume').click();
  await explorer.says(/^finished/);

  for (const [odd, plain] of pairs) {
    const [here, there] = [await look(odd.name), await look(plain.name)];
    expect(here, `${odd.name} is what ${plain.name} is`).toEqual(there);
  }
  // and they are not all alike
  expect(await look('deep.png')).not.toEqual(await look('glass.png'));

  async function look(name: string): Promise<readonly string[]> {
    const sample = explorer.sample(new RegExp(`^${name.replace('.', '\\.')}`));
    await sample.click();
    await expect(sample).toHaveAttribute('aria-pressed', 'true');
    return explorer.values();
  }
});
