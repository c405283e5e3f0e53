import { blocks, findVariant } from '../../core/ablation/registry';
import type { Messages } from '../../messages/messages';
import type { RunView } from '../../store/run-view';

/** Where a run's numbers come from, name and value. */
export function runFacts(
  run: RunView,
  { runs: text, translated }: Messages,
  titles: { readonly data: string; readonly network: string },
): readonly (readonly [string, string])[] {
  const { config, provenance, parameters } = run;
  const { method, training } = config;
  const { epochs, batch, patternLearningRate, maskLearningRate, seed } = training;
  return [
    ...blocks.map(
      ({ id, label }) => [translated(label), translated(findVariant(id, method[id]).label)] as const,
    ),
    [text.facts.data, titles.data],
    [text.facts.network, titles.network],
    [text.facts.size, text.size(method.side, method.patch)],
    [
      text.facts.training,
      text.training({ epochs, batch, patternRate: patternLearningRate, maskRate: maskLearningRate, seed }),
    ],
    [
      text.facts.parameters,
      parameters ? text.parameters(parameters.patternEffective, parameters.generator) : '',
    ],
    [text.facts.device, [provenance.backend, provenance.adapter].filter(Boolean).join(', ')],
    [text.facts.date, provenance.recorded],
    [text.facts.version, provenance.version],
    [text.facts.dataHash, provenance.dataHash.slice(0, 16)],
    [text.facts.backboneHash, provenance.backboneHash.slice(0, 16)],
  ];
}
