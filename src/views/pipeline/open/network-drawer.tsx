import { useMemo } from 'react';
import { useInspection } from '../../../controller/use-inspection';
import { signed, tick, withSign } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { mapPixels, type ChannelMap } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useNetworkTitle } from '../../../trace/network-title';
import { useMessages } from '../../../ui/use-messages';
import { limitOfMost } from '../../../lib/limit';
import { Absent } from './absent';
import { AnswerStep } from './answer-step';
import { Asked } from './asked';
import { Drawer } from './drawer';
import { Figure, Figures } from './figure';
import styles from './network-drawer.module.css';
import { mapOf, strengthLimit } from './saliency-maps';
import { texNumber } from './tex';
import type { SaliencyInspection } from '../../../data/inspection';
import type { Inspection } from '../../../store/inspections';
import type { StageView } from './stage-view';

/** What in the picture the frozen network's answer hangs on, and where that and the prompt meet. */
export function NetworkDrawer({ view }: { readonly view: StageView }) {
  const { stages: text } = useMessages();
  const titleOf = useNetworkTitle();
  const { runId, sampleId, bench, config, classes, sourceClasses } = view;
  const asked = useInspection(runId, { what: 'saliency', sampleId });
  if (!bench.prompted) return <Absent stage="network" />;
  const network = titleOf(config.backbone);
  const sentence = text.network.sentence(network, bench.side, sourceClasses.length || 1000, classes.length);
  if (!asked?.answer) {
    return (
      <Drawer stage="network" sentence={sentence} formula={String.raw`\logits = \network(\prompted)`}>
        <Asked asked={asked} />
      </Drawer>
    );
  }
  return <Attention view={view} sentence={sentence} asked={asked} answer={asked.answer} />;
}

interface AttentionProps {
  readonly view: StageView;
  readonly sentence: string;
  readonly asked: Pick<Inspection, 'answer' | 'step'>;
  readonly answer: SaliencyInspection;
}

/** All numbers are the answer’s own, whatever the bench shows. */
function Attention({ view, sentence, asked, answer }: AttentionProps) {
  const { stages, translated } = useMessages();
  const text = stages.network;
  const { bench, classes } = view;
  const { side } = answer;
  const maps = useMemo(
    () => [mapOf(answer.strength.resized, side), mapOf(answer.strength.prompted, side)] as const,
    [answer, side],
  );
  const limit = useMemo(() => strengthLimit(maps), [maps]);
  const account = useMemo(() => (bench.product ? mapOf(answer.account, side) : null), [bench, answer, side]);
  const { firstOrder } = answer;
  const label = translated(classes[answer.target] ?? String(answer.target));
  const truth = answer.logits.prompted - answer.logits.resized;
  const formula = String.raw`z_t(\prompted) - z_t(\resized) \approx \sum \frac{\partial z_t}{\partial \resized} \odot (\product) = ${texNumber(firstOrder.resized, 2, 'product')}`;
  return (
    <Drawer
      stage="network"
      sentence={sentence}
      formula={formula}
      tools={<AnswerStep view={view} asked={asked} />}
    >
      <Figures>
        <Strength
          title={text.at('r(x)', label)}
          note={text.strengthNote(tick(limit))}
          part="resized"
          map={maps[0]}
          limit={limit}
          view={view}
        />
        <Strength
          title={text.at('x̃', label)}
          note={text.sameRange}
          part="prompted"
          map={maps[1]}
          limit={limit}
          view={view}
        />
        {account && <Meeting map={account} view={view} />}
        {account && (
          <Figure title={text.change(label)} size="wide">
            <dl className={styles.sums}>
              <div>
                <dt>{text.firstOrder}</dt>
                <dd>{withSign(firstOrder.resized, 2)}</dd>
              </div>
              <div>
                <dt>{text.bothEnds}</dt>
                <dd>{withSign((firstOrder.resized + firstOrder.prompted) / 2, 2)}</dd>
              </div>
              <div data-true>
                <dt>{text.truly(signed(answer.logits.resized, 2), signed(answer.logits.prompted, 2))}</dt>
                <dd>{withSign(truth, 2)}</dd>
              </div>
            </dl>
            <p className={styles.aside}>{text.caution}</p>
          </Figure>
        )}
      </Figures>
    </Drawer>
  );
}

/** Where what the answer hangs on and what the prompt changes meet. */
function Meeting({ map, view }: { readonly map: ChannelMap; readonly view: StageView }) {
  const { stages } = useMessages();
  const text = stages.network;
  const theme = useTheme();
  const { cell, probing } = view;
  const limit = useMemo(() => limitOfMost(map.values), [map]);
  const pixels = useMemo(() => mapPixels(map, { channel: 0, limit, theme }), [map, limit, theme]);
  return (
    <Figure title={text.account} note={text.accountNote(tick(limit))} part="product">
      <Picture
        name={text.account}
        summary={text.accountNote(tick(limit))}
        pixels={pixels}
        probe={areaOf(cell, map.height, map.width)}
        probing={probing}
      />
      <p className={styles.value}>{withSign(map.values[cell.row * map.width + cell.column]!, 4)}</p>
    </Figure>
  );
}

interface StrengthProps {
  readonly title: string;
  readonly note: string;
  readonly part: 'resized' | 'prompted';
  readonly map: ChannelMap;
  readonly limit: number;
  readonly view: StageView;
}

function Strength({ title, note, part, map, limit, view }: StrengthProps) {
  const theme = useTheme();
  const { cell, probing } = view;
  const pixels = useMemo(() => mapPixels(map, { channel: 0, limit, theme }), [map, limit, theme]);
  return (
    <Figure title={title} note={note} part={part}>
      <Picture
        name={title}
        summary={note}
        pixels={pixels}
        probe={areaOf(cell, map.height, map.width)}
        probing={probing}
      />
      <p className={styles.value}>{signed(map.values[cell.row * map.width + cell.column]!, 4)}</p>
    </Figure>
  );
}
