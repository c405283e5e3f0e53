import { useMemo } from 'react';
import { useInspection } from '../../../controller/use-inspection';
import { signed, tick, withSign } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { mapPixels, type ChannelMap } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import { Absent } from './absent';
import { Asked } from './asked';
import { Drawer } from './drawer';
import { Figure, Figures } from './figure';
import styles from './network-drawer.module.css';
import { accountLimit, accountOf, strengthLimit, strengthOf } from './saliency-maps';
import { texNumber } from './tex';
import type { SaliencyInspection } from '../../../data/inspection';
import type { Field } from '../../../ui/pictures/field';
import type { StageView } from './stage-view';

/** What in the picture the frozen network's answer hangs on, and where that and the prompt meet. */
export function NetworkDrawer({ view }: { readonly view: StageView }) {
  const { stages: text, pipeline } = useMessages();
  const { runId, sampleId, bench, config, classes, sourceClasses } = view;
  const asked = useInspection(runId, { what: 'saliency', sampleId });
  if (!bench.prompted) return <Absent stage="network" />;
  const network = pipeline.networks[config.backbone] ?? pipeline.network;
  const sentence = text.network.sentence(network, bench.side, sourceClasses.length || 1000, classes.length);
  if (!asked?.answer) {
    return (
      <Drawer stage="network" sentence={sentence} formula={String.raw`\logits = \network(\prompted)`}>
        <Asked asked={asked} />
      </Drawer>
    );
  }
  return <Attention view={view} sentence={sentence} answer={asked.answer} product={bench.product} />;
}

interface AttentionProps {
  readonly view: StageView;
  readonly sentence: string;
  readonly answer: SaliencyInspection;
  /** δ ⊙ m; null where nothing is added */
  readonly product: Field | null;
}

function Attention({ view, sentence, answer, product }: AttentionProps) {
  const { stages, translated } = useMessages();
  const text = stages.network;
  const theme = useTheme();
  const { bench, cell, probing, classes } = view;
  const { side } = answer;
  const maps = useMemo(
    () => [strengthOf(answer.resized, side), strengthOf(answer.prompted, side)] as const,
    [answer, side],
  );
  const limit = useMemo(() => strengthLimit(maps), [maps]);
  // δ ⊙ m of a bounded pattern is in fractions of white, the gradient in the network's units
  const scale = bench.units === 'unit' ? 255 / 128 : 1;
  const account = useMemo(
    () => product && accountOf(answer.resized, product, scale),
    [answer, product, scale],
  );
  const ended = useMemo(
    () => product && accountOf(answer.prompted, product, scale),
    [answer, product, scale],
  );
  const label = translated(classes[answer.target] ?? String(answer.target));
  const truth = answer.logits.prompted - answer.logits.resized;
  const formula = String.raw`z_t(\prompted) - z_t(\resized) \approx \sum \frac{\partial z_t}{\partial \resized} \odot (\product) = ${texNumber(account?.total ?? 0, 2, 'product')}`;
  return (
    <Drawer stage="network" sentence={sentence} formula={formula}>
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
        {account && (
          <Figure title={text.account} note={text.accountNote(tick(accountLimit(account)))} part="product">
            <Picture
              name={text.account}
              summary={text.accountNote(tick(accountLimit(account)))}
              pixels={mapPixels(account.map, { channel: 0, limit: accountLimit(account), theme })}
              probe={areaOf(cell, side, side)}
              probing={probing}
            />
            <p className={styles.value}>{withSign(account.map.values[cell.row * side + cell.column]!, 4)}</p>
          </Figure>
        )}
        {account && ended && (
          <Figure title={text.change(label)} size="wide">
            <dl className={styles.sums}>
              <div>
                <dt>{text.firstOrder}</dt>
                <dd>{withSign(account.total, 2)}</dd>
              </div>
              <div>
                <dt>{text.bothEnds}</dt>
                <dd>{withSign((account.total + ended.total) / 2, 2)}</dd>
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
