import { useMemo, useState } from 'react';
import { useInspection } from '../../../controller/use-inspection';
import { useExplorer } from '../../../store/store';
import { valueAt } from '../../../ui/pictures/field';
import { Picture } from '../../../ui/pictures/picture';
import { Canvas } from '../../../ui/pictures/canvas';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import { readChannel } from '../../../trace/channel';
import { Equation } from '../equation';
import { Absent } from './absent';
import { AnswerStep } from './answer-step';
import { Asked } from './asked';
import { Drawer } from './drawer';
import { isOfBench } from './of-bench';
import { blended, sumName, type LayerValues } from './layer-blend';
import { LayerList } from './layer-list';
import styles from './prompted-drawer.module.css';
import { mapOf, strengthLimit } from './saliency-maps';
import { texFactor, texNumber } from './tex';
import type { StageView } from './stage-view';

/** The sum as layers of one picture, each with its switch: with image and δ ⊙ m alone it is x̃. */
export function PromptedDrawer({ view }: { readonly view: StageView }) {
  return view.bench.prompted && view.bench.product ? <Layers view={view} /> : <Absent stage="prompted" />;
}

function Layers({ view }: { readonly view: StageView }) {
  const { stages, pipeline } = useMessages();
  const text = stages.prompted;
  const theme = useTheme();
  const { bench, cell, probing, gains, limit, runId, sampleId } = view;
  const layers = useExplorer(({ view: { layers: on } }) => on);
  const channel = useExplorer(({ view: { channel: of } }) => readChannel(of));
  const [marked, setMarked] = useState(false);
  const wanted = layers.includes('saliency');
  const asked = useInspection(runId, wanted ? { what: 'saliency', sampleId } : null);
  // of another step it does not belong over this picture
  const strength = isOfBench(view, asked) ? (asked?.answer?.strength.prompted ?? null) : null;
  const saliency = useMemo(() => strength && mapOf(strength, bench.side), [strength, bench.side]);
  const values: LayerValues = useMemo(
    () => ({
      image: bench.resized,
      pattern: bench.pattern,
      product: bench.product,
      mask: bench.maskFull,
      saliency,
    }),
    [bench, saliency],
  );
  const gain = layers.includes('pattern') ? gains.pattern : gains.product;
  const { pixels, cut } = useMemo(
    () =>
      blended(values, {
        layers,
        units: bench.units,
        gain,
        channel,
        limits: { mask: limit, saliency: saliency ? strengthLimit([saliency]) : 1 },
        theme,
      }),
    [values, layers, bench.units, gain, channel, limit, saliency, theme],
  );
  const name = sumName(layers);
  const sum = text.sums[name](gain);
  const { resized, pattern, maskFull, prompted } = bench;
  const at = (field: typeof resized) => valueAt(field, cell, channel);
  const formula =
    pattern && maskFull && prompted
      ? String.raw`\prompted = \resized + \pattern \odot \mask \qquad ${texNumber(at(resized), 3, 'resized')} + ${texFactor(at(pattern), 4, 'pattern')} \times ${texFactor(at(maskFull), 2, 'mask')} = ${texNumber(at(prompted), 3, 'prompted')}`
      : String.raw`\prompted = \resized + \product`;
  return (
    <Drawer stage="prompted" sentence={text.sentence} formula={formula}>
      <div className={styles.layers}>
        <div className={styles.picture} data-part="prompted">
          <Picture
            name={text.name(sum)}
            summary={pipeline.nativeSummary(bench.side, bench.side)}
            pixels={pixels}
            probe={areaOf(cell, bench.side, bench.side)}
            probing={probing}
          />
          {marked && (
            <span className={styles.cut}>
              <Canvas pixels={cut} />
            </span>
          )}
        </div>
        <div className={styles.side}>
          <LayerList values={values} limit={limit} channel={channel} />
          <Asked asked={asked} wanted={wanted} />
          {wanted && <AnswerStep view={view} asked={asked} />}
          <p className={styles.sum} aria-live="polite">
            {sum}
          </p>
          <label className={styles.mark}>
            <input type="checkbox" checked={marked} onChange={({ target }) => setMarked(target.checked)} />
            <span>{text.mark(cut.clipped)}</span>
          </label>
          <Equation bench={bench} cell={cell}>
            {null}
          </Equation>
        </div>
      </div>
    </Drawer>
  );
}
