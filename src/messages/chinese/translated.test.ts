import { describe, expect, it } from 'vitest';
import type { MethodConfig } from '../../core/method-config';
import { knockOutRefusal } from '../../core/ablation/knock-outs';
import { blocks, choose, defaultSwitches, refusal } from '../../core/ablation/registry';
import { fixedWordings, translated } from './translated';

const start: MethodConfig = { ...defaultSwitches, side: 96, patch: 8, classes: 10, nativeSide: 28 };

/** Every variant under every other one, at sizes that some of them refuse. */
const configs: readonly MethodConfig[] = [
  start,
  ...blocks.flatMap(({ id, variants }) => variants.map((variant) => choose(start, id, variant.id))),
].flatMap((config) => [
  config,
  { ...config, patch: 1 },
  { ...config, patch: 32 },
  { ...config, side: 100 },
  { ...config, nativeSide: 96 },
  { ...config, classes: 1000, side: 224 },
]);

const latin = /[A-Za-z]{4,}/;
/** names that stay as they are in Chinese texts of the field */
const names =
  /SMM|MLP|BatchNorm|Transformer|PyTorch|TensorFlow|ILM-VP|Medium|Large|Small|X-Large|ConvNet|f_mask|[a-z]+=[a-z0-9-]+/g;

describe('the Chinese of what other rooms say', () => {
  it('has words for every block, variant, knock-out, metric and class', () => {
    const missing = fixedWordings.filter(([, chinese]) => chinese === '');
    expect(missing).toEqual([]);
  });

  it('says the same English in one way only', () => {
    const said = new Map<string, string>();
    for (const [english, chinese] of fixedWordings) {
      expect(said.get(english) ?? chinese, english).toBe(chinese);
      said.set(english, chinese);
    }
  });

  it('knows every reason why a variant cannot be chosen or shown', () => {
    const sentences = configs.flatMap((config) =>
      blocks.flatMap(({ id, variants }) =>
        variants.flatMap((variant) => [
          refusal(id, variant.id, config),
          knockOutRefusal(id, variant.id, config),
          variant.changesNothing?.({ ...config, [id]: variant.id }),
        ]),
      ),
    );
    const distinct = [...new Set(sentences.filter((sentence) => typeof sentence === 'string'))];
    expect(distinct.length).toBeGreaterThan(15);
    for (const sentence of distinct) {
      expect(translated(sentence).replaceAll(names, ''), sentence).not.toMatch(latin);
    }
  });

  it('says why which backend computes', () => {
    expect(translated('WebGPU was asked for.')).toBe('按要求使用 WebGPU。');
    expect(
      translated('WebAssembly is the fastest backend that works here. WebGPU is not offered here.'),
    ).not.toMatch(/fastest|offered/);
  });

  it('puts in what a sentence names, itself translated', () => {
    expect(
      translated('The masks “One for all, on or off” are trained themselves, no network makes them.'),
    ).toBe('掩码“共用一个，开或关”是直接训练的，没有网络生成它们。');
  });

  it('reads names of runs part by part', () => {
    expect(translated('SMM · Bilinear')).toBe('SMM · 双线性');
    expect(translated('SMM · Bilinear, from step 40')).toBe('SMM · 双线性，自第 40 步');
    expect(translated('Bilinear, from step 40 of SMM')).toBe('双线性，自 SMM 的第 40 步');
  });

  it('goes sentence by sentence through what the engine reports', () => {
    expect(
      translated('Nothing here can train. WebGPU is not offered here. WebGL finds no graphics adapter.'),
    ).toBe('这里没有可用于训练的后端。WebGPU 在这里不可用。WebGL 找不到图形适配器。');
  });

  it('leaves what it does not know as it came', () => {
    expect(translated('my run of Tuesday')).toBe('my run of Tuesday');
  });
});
