import { blocks } from '../../core/ablation/registry';
import type { Block } from '../../core/ablation/block';
import { allMetrics } from '../../data/metrics';
import { classes } from './classes';
import { metrics } from './metrics';
import { registry, type BlockWords, type VariantWords } from './registry';
import { sentences } from './sentences';

/**
 * The Chinese of a text that another room made in English: labels and definitions of the registry, metrics, labels of
 * the datasets, names of runs, sentences of the engine. What is not known stays as it is.
 */
export function translated(text: string): string {
  return whole.get(text) ?? bySentence(text) ?? filled(text) ?? inParts(text, ' · ', ' · ') ?? text;
}

/** English and Chinese of everything that has a fixed wording, in the registry's order. */
export const fixedWordings: readonly (readonly [english: string, chinese: string])[] = [
  ...blocks.flatMap((block) => wordingsOf(block, registry[block.id])),
  ...allMetrics.flatMap(({ id, label, short, definition }): [string, string][] => [
    [label, metrics[id].label],
    [short, metrics[id].short],
    [definition, metrics[id].definition],
  ]),
  ...Object.entries(classes),
];

const whole: ReadonlyMap<string, string> = new Map(fixedWordings.filter(([, chinese]) => chinese !== ''));

interface AnyBlockWords extends Pick<BlockWords<'masks'>, 'label' | 'question' | 'demonstrations'> {
  readonly variants: Readonly<Record<string, VariantWords>>;
}

function wordingsOf(block: Block, words: AnyBlockWords): [string, string][] {
  return [
    [block.label, words.label],
    [block.question, words.question],
    ...block.variants.flatMap((variant): [string, string][] => {
      const { knockOut, published } = variant;
      const { label, definition, reference, shows, differs, alsoDiffers } = words.variants[variant.id]!;
      return [
        [variant.label, label],
        [variant.definition, definition],
        [variant.reference, reference],
        ['none' in knockOut ? knockOut.none : knockOut.definition, shows],
        ...(published?.differs ? [[published.differs, differs ?? ''] as [string, string]] : []),
        ...(published?.also?.differs
          ? [[published.also.differs, alsoDiffers ?? ''] as [string, string]]
          : []),
      ];
    }),
    ...(block.demonstrations ?? []).flatMap(({ id, label, definition }): [string, string][] => [
      [label, words.demonstrations?.[id]?.label ?? ''],
      [definition, words.demonstrations?.[id]?.definition ?? ''],
    ]),
  ];
}

const templates = sentences.map(([english, chinese]) => ({
  matches: new RegExp(`^${english.split('{}').map(escaped).join('(.+?)')}$`),
  chinese,
}));

function filled(text: string): string | null {
  for (const { matches, chinese } of templates) {
    const found = matches.exec(text);
    if (!found) continue;
    const parts = found.slice(1).map(translated);
    let next = 0;
    return chinese.replaceAll(/\{(\d*)\}/g, (_, place: string) => parts[place ? Number(place) : next++]!);
  }
  return null;
}

function bySentence(text: string): string | null {
  return inParts(text, /(?<=[.?!]) (?=[A-Z])/, '');
}

/** @returns null where there is only one part, or none of them is known */
function inParts(text: string, between: string | RegExp, joint: string): string | null {
  const parts = text.split(between);
  if (parts.length === 1) return null;
  const chinese = parts.map(translated);
  return chinese.some((part, i) => part !== parts[i]) ? chinese.join(joint) : null;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
