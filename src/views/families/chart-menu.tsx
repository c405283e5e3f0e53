import type { RefObject } from 'react';
import { notify } from '../../store/actions';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { saveFile } from '../../ui/save-file';
import { useMessages } from '../../ui/use-messages';
import styles from './families.module.css';

interface ChartMenuProps {
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly title: string;
}

const sizes = ['column', 'slide'] as const;
const files = ['svg', 'png'] as const;

/** The chart as a file that fits where it goes. */
export function ChartMenu({ drawing, title }: ChartMenuProps) {
  const { families: text } = useMessages();
  const save = async (sizeId: (typeof sizes)[number], file: (typeof files)[number]) => {
    const chart = drawing.current;
    if (!chart) return;
    try {
      const { chartAsPng, chartAsSvg, chartSizes } = await import('../../ui/export/chart-file');
      const size = chartSizes.find(({ id }) => id === sizeId)!;
      const contents =
        file === 'png'
          ? await chartAsPng(chart, { size, title })
          : new Blob([chartAsSvg(chart, { size, title })], { type: 'image/svg+xml' });
      saveFile(`${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${sizeId}.${file}`, contents);
    } catch (error) {
      notify({ tone: 'warn', text: error instanceof Error ? error.message : String(error), action: null });
    }
  };
  const trigger = (
    <Button look="quiet" aria-label={`${text.save}: ${title}`}>
      <Icon name="save" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.save}>
      <div className={styles.menu}>
        {sizes.map((size) => (
          <p key={size}>
            <span>{text.sizes[size]}</span>
            {files.map((file) => (
              <Button key={file} onClick={() => void save(size, file)}>
                {text.files[file]}
              </Button>
            ))}
          </p>
        ))}
      </div>
    </Popover>
  );
}
