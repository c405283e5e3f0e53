import { useMemo, useState } from 'react';
import { masksPart } from '../../../core/ablation/masks';
import { useInspection } from '../../../controller/use-inspection';
import { lookAt } from '../../../store/actions';
import { useExplorer } from '../../../store/store';
import { useMessages } from '../../../ui/use-messages';
import { readChannel } from '../../../trace/channel';
import { Absent } from './absent';
import { AnswerStep } from './answer-step';
import { Asked } from './asked';
import { Contributions } from './contributions';
import { Drawer } from './drawer';
import { stageFacts, stagePlaces } from './generator-facts';
import { cellOver, contributions, fieldOfView, seenCells } from './generator-geometry';
import styles from './generator-drawer.module.css';
import { GeneratorStage } from './generator-stage';
import { StoredPrecision } from './stored-precision';
import { texNumber } from './tex';
import type { FeatureMap } from '../../../data/inspection';
import type { StageView } from './stage-view';

/** The mask network from left to right: what each block makes of the picture, and what the probed cell has seen. */
export function GeneratorDrawer({ view }: { readonly view: StageView }) {
  if (masksPart(view.config.method).from !== 'generator' || view.bench.part.mask.from !== 'switches') {
    return <Absent stage="mask" />;
  }
  return <Generator view={view} />;
}

function Generator({ view }: { readonly view: StageView }) {
  const { stages, pipeline, format } = useMessages();
  const text = stages.mask;
  const { runId, sampleId, config, bench, cell } = view;
  const asked = useInspection(runId, { what: 'generator', sampleId });
  const answer = asked?.answer ?? null;
  const facts = useMemo(() => stageFacts(config.method), [config.method]);
  const detail = useExplorer(({ view: { detail: of } }) => of);
  const channel = useExplorer(({ view: { channel: of } }) => readChannel(of));
  const [pointed, setPointed] = useState<number | null>(null);
  const places = useMemo(() => stagePlaces(answer?.maps ?? null, facts), [answer, facts]);
  const end = places.length - 1;
  const firstBlock = places.findIndex(({ facts: of }) => of !== null);
  const chosenStage = Math.min(detail ?? firstBlock, end);
  const last = answer?.maps.at(-1) ?? null;
  const seen = last && fieldOfView(cellOver(cell, bench.side, last), last);
  const at = last && cellOver(cell, bench.side, last);
  const sign = pipeline.channelSigns[channel]!;
  const value = last && at ? last.values[(at.row * last.width + at.column) * 3 + channel]! : null;
  const formula =
    last && at && value !== null
      ? String.raw`{\coarse}_{${at.row},${at.column},\mathrm{${sign}}} = b_{\mathrm{${sign}}} + \sum_{u,v=-1}^{1}\,\sum_{k=1}^{${answer?.head?.inputs ?? 'C'}} w_{u,v,k,\mathrm{${sign}}}\, a_{${at.row}+u,\,${at.column}+v,\,k} = ${texNumber(value, 2, 'mask')}`
      : String.raw`\mask = \upsampling\bigl(\coarse\bigr)`;
  const spanIn = (map: FeatureMap | null, index: number) =>
    seen && map && (index === 0 ? seen : seenCells(seen, map));
  const total = facts.reduce((sum, { parameters }) => sum + parameters, 0);
  const stageName = (index: number) =>
    index === 0
      ? text.input
      : index === end
        ? text.head
        : places[index]!.facts
          ? text.block(index - firstBlock + 1)
          : text.thumbnail;
  const parts = answer && at && chosenStage === end ? contributions(answer, at, channel) : null;
  return (
    <Drawer
      stage="mask"
      sentence={text.sentence(facts.length - 1, format.count(total), last?.receptive.size ?? null)}
      formula={formula}
      tools={
        <>
          <Asked asked={asked} />
          {at && value !== null && (
            <StoredPrecision view={view} at={at} channel={channel} value={value} step={asked?.step ?? null} />
          )}
          <AnswerStep view={view} asked={asked} />
        </>
      }
    >
      <ol className={styles.stages}>
        {places.map(({ map, facts: stage }, index) => (
          <GeneratorStage
            key={index}
            name={stageName(index)}
            facts={stage}
            map={map}
            isInput={index === 0}
            open={index === chosenStage}
            isMask={index === end}
            span={spanIn(map, index)}
            view={view}
            channel={index === chosenStage ? pointed : null}
            onChannel={setPointed}
            onOpen={() => {
              setPointed(null);
              lookAt(index);
            }}
          />
        ))}
      </ol>
      {parts && value !== null && (
        <Contributions parts={parts} value={value} channel={pipeline.channels[channel]!} />
      )}
    </Drawer>
  );
}
