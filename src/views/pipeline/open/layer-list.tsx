import { useMemo } from 'react';
import { chooseLayers } from '../../../store/actions';
import { useExplorer } from '../../../store/store';
import { layerIds, type LayerId } from '../../../store/view';
import { tick } from '../../../ui/pictures/number';
import { rampPixels } from '../../../ui/pictures/pixels';
import { Canvas } from '../../../ui/pictures/canvas';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import styles from './layer-list.module.css';
import type { LayerValues } from './layer-blend';

interface LayerListProps {
  readonly values: LayerValues;
  /** half width of the mask's colour range */
  readonly limit: number;
  readonly channel: number;
}

/** Every layer with its switch and its legend, from the back to the front. */
export function LayerList({ values, limit, channel }: LayerListProps) {
  const { stages, pipeline } = useMessages();
  const text = stages.prompted;
  const layers = useExplorer(({ view }) => view.layers);
  const turn = (layer: LayerId, on: boolean) =>
    chooseLayers(layerIds.filter((id) => (id === layer ? on : layers.includes(id))));
  const there = layerIds.filter((id) => id === 'saliency' || values[id] !== null);
  return (
    <fieldset className={styles.list}>
      <legend>{text.layers}</legend>
      {there.map((id) => (
        <label key={id} className={styles.layer} data-part={id === 'saliency' ? 'network' : partOf[id]}>
          <input
            type="checkbox"
            checked={layers.includes(id)}
            onChange={({ target }) => turn(id, target.checked)}
          />
          <b>{text.names[id]}</b>
          <small>{id === 'mask' ? text.maskLegend(pipeline.channels[channel]!) : text.legends[id]}</small>
          {id === 'mask' && <Ramp limit={limit} />}
        </label>
      ))}
    </fieldset>
  );
}

const partOf = { image: 'resized', pattern: 'pattern', product: 'product', mask: 'mask' } as const;

function Ramp({ limit }: { readonly limit: number }) {
  const theme = useTheme();
  const pixels = useMemo(() => rampPixels(theme), [theme]);
  return (
    <span className={styles.ramp} aria-hidden="true">
      −{tick(limit)}
      <i>
        <Canvas pixels={pixels} />
      </i>
      +{tick(limit)}
    </span>
  );
}
