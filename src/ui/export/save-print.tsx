import { useState } from 'react';
import { Button } from '../controls/button';
import { Segments } from '../controls/segments';
import { saveFile } from '../../lib/save-file';
import { useMessages } from '../use-messages';
import { fileName } from './file-name';
import styles from './save.module.css';
import type { Print } from '../pictures/print';

/** One to four pixels of the file for each of the picture; or as wide as a slide, or as a column at 600 dpi. */
const sizes = ['1', '2', '3', '4', 'slide', 'column'] as const;
type Size = (typeof sizes)[number];
const widths: Readonly<Partial<Record<Size, number>>> = { slide: 1920, column: 1984 };

interface SavePrintProps {
  /** asked for when it is saved */
  print(): Print;
  /** words of the file's name */
  name(size: string): readonly string[];
}

/** How large, and the button that saves it. */
export function SavePrint({ print, name }: SavePrintProps) {
  const { saving: text } = useMessages();
  const [size, setSize] = useState<Size>('4');
  const [problem, setProblem] = useState('');
  const save = async () => {
    setProblem('');
    try {
      const { paintPrint } = await import('../pictures/print-painter');
      const within = widths[size];
      const file = await paintPrint(print(), within === undefined ? { scale: Number(size) } : { within });
      saveFile(fileName(name(within === undefined ? `x${size}` : size), 'png'), file);
    } catch {
      setProblem(text.failed);
    }
  };
  return (
    <div className={styles.menu}>
      <Segments
        label={text.scale}
        value={size}
        options={sizes.map((value) => ({
          value,
          label: value === 'slide' || value === 'column' ? text.widths[value] : `× ${value}`,
          hint: value === 'slide' || value === 'column' ? text.fits[value] : text.scale,
        }))}
        onChange={(next) => setSize(next)}
      />
      <Button look="primary" onClick={() => void save()}>
        {text.png}
      </Button>
      <p className={styles.hint}>{text.hint}</p>
      <p className={styles.problem} role="status">
        {problem}
      </p>
    </div>
  );
}
