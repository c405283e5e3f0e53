import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { openStage } from '../../../store/actions';
import type { StageId } from '../../../store/view';
import { Button } from '../../../ui/controls/button';
import { Icon } from '../../../ui/controls/icon';
import { Formula } from '../../../ui/formula/formula';
import { useMessages } from '../../../ui/use-messages';
import styles from './drawer.module.css';
import { drawerId } from './open-button';

interface DrawerProps {
  readonly stage: StageId;
  /** what happens here, in one plain sentence */
  readonly sentence: string;
  /** with the numbers at the probe */
  readonly formula?: string;
  /** what governs the pictures below */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A stage that is open in the bench: words and formula under the terms, its pictures over the whole width. */
export function Drawer({ stage, sentence, formula, tools, children }: DrawerProps) {
  const { stages: text } = useMessages();
  const title = useId();
  const { section, heading } = useDrawerFocus(stage);
  return (
    <section ref={section} id={drawerId} className={styles.drawer} aria-labelledby={title}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h3 ref={heading} id={title} tabIndex={-1}>
            {text.titles[stage]}
          </h3>
          <Button
            look="quiet"
            data-control
            aria-label={text.close}
            title={text.close}
            onClick={() => openStage(null)}
          >
            <Icon name="close" />
          </Button>
        </div>
        <p className={styles.sentence}>{sentence}</p>
        {formula && <Formula tex={formula} />}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      <div className={styles.body} data-stage={stage}>
        {children}
      </div>
    </section>
  );
}

/**
 * Opened by its button, a stage takes the focus; closed while it has it, it gives it back. A link that comes with an
 * open stage moves nothing. The page never scrolls by itself.
 */
function useDrawerFocus(stage: StageId) {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const drawer = section.current;
    if (document.activeElement?.closest('[data-opens]')) heading.current?.focus({ preventScroll: true });
    return () => {
      if (!drawer?.contains(document.activeElement)) return;
      document.querySelector<HTMLElement>(`[data-opens='${stage}']`)?.focus({ preventScroll: true });
    };
  }, [stage]);
  return { section, heading };
}
