import type { RefObject } from 'react';
import { Button } from '../controls/button';
import { Icon } from '../controls/icon';
import { Popover } from '../controls/popover';
import { saveFile } from '../../lib/save-file';
import { useMessages } from '../use-messages';
import styles from './chart-menu.module.css';
import { noWords, type ChartWords } from './chart-words';
import { fileName } from './file-name';

interface ChartMenuProps {
  readonly title: string;
  /** an SVG on the page, whose look is frozen; or what makes a picture of this width in pixels */
  readonly drawing:
    RefObject<SVGSVGElement | null> | { svg(): string; png(pixels: number): Promise<Blob> } | null;
  /** the numbers behind it; null = none */
  readonly numbers?: (() => string) | null;
  /** what is written round a drawing of the page; asked for when it is saved */
  readonly words?: () => ChartWords;
  onProblem(sentence: string): void;
}

const sizes = ['column', 'slide'] as const;
const files = ['svg', 'png'] as const;

/** A chart as a file that fits where it goes, and its numbers. */
export function ChartMenu({ title, drawing, numbers, words, onProblem }: ChartMenuProps) {
  const { saving: text } = useMessages();
  const save = async (sizeId: (typeof sizes)[number], file: (typeof files)[number]) => {
    try {
      const contents = await pictureOf(drawing, { sizeId, file, title, words: words?.() ?? noWords });
      if (contents) saveFile(fileName([title, sizeId], file), contents);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const saveNumbers = () => {
    if (numbers) saveFile(fileName([title], 'csv'), new Blob([numbers()], { type: 'text/csv' }));
  };
  const trigger = (
    <Button look="quiet" data-control aria-label={text.chartOf(title)} title={text.chart}>
      <Icon name="save" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.chart}>
      <div className={styles.menu}>
        {drawing &&
          sizes.map((size) => (
            <p key={size}>
              <span>{text.sizes[size]}</span>
              {files.map((file) => (
                <Button key={file} onClick={() => void save(size, file)}>
                  {text.files[file]}
                </Button>
              ))}
            </p>
          ))}
        {numbers && (
          <p>
            <span>{text.sizes.data}</span>
            <Button onClick={saveNumbers}>{text.files.csv}</Button>
          </p>
        )}
      </div>
    </Popover>
  );
}

interface Wanted {
  readonly sizeId: (typeof sizes)[number];
  readonly file: (typeof files)[number];
  readonly title: string;
  readonly words: ChartWords;
}

async function pictureOf(
  drawing: ChartMenuProps['drawing'],
  { sizeId, file, title, words }: Wanted,
): Promise<Blob | null> {
  const { chartAsPng, chartAsSvg, chartSizes } = await import('./chart-file');
  const size = chartSizes.find(({ id }) => id === sizeId)!;
  const asSvg = (svg: string) => new Blob([svg], { type: 'image/svg+xml' });
  if (!drawing) return null;
  if (!('current' in drawing)) return file === 'svg' ? asSvg(drawing.svg()) : drawing.png(size.pixels);
  const chart = drawing.current;
  if (!chart) return null;
  return file === 'png'
    ? chartAsPng(chart, { size, title, words })
    : asSvg(chartAsSvg(chart, { size, title, words }));
}
