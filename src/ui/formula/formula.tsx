import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './formula.module.css';

interface FormulaProps {
  /** macros.ts names the method's own symbols */
  readonly tex: string;
  /** inside a line of words, not on its own */
  readonly inline?: boolean;
}

/**
 * A formula. Its setter is loaded when the first one is shown; until then, and without it, the TeX itself stands
 * there. While its numbers change the last one stays until the next is set.
 */
export function Formula({ tex, inline = false }: FormulaProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isSet, setSet] = useState(false);
  const box = useRef<HTMLSpanElement>(null);

  // what is wider than its place is scrolled with the arrow keys too
  useLayoutEffect(() => {
    const look = () => {
      const element = box.current;
      if (element && element.scrollWidth > element.clientWidth && !inline) element.tabIndex = 0;
      else element?.removeAttribute('tabindex');
    };
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, [isSet, tex, inline]);

  useEffect(() => {
    let gone = false;
    const set = async () => {
      const { typeset } = await import('./typeset');
      if (gone || !place.current) return;
      setSet(typeset(place.current, { tex, display: !inline }));
    };
    // without a network, or with half an update: the source can be read too
    set().catch(() => setSet(false));
    return () => {
      gone = true;
    };
  }, [tex, inline]);

  return (
    <span ref={box} className={styles.formula} data-inline={inline || undefined}>
      {!isSet && <code className={styles.source}>{tex}</code>}
      <span ref={place} hidden={!isSet} />
    </span>
  );
}
