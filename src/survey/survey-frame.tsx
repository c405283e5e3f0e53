import { useId, type ReactNode } from 'react';
import { ThinProgress } from '../ui/controls/thin-progress';
import { useMessages } from '../ui/use-messages';
import styles from './survey-frame.module.css';
import type { Surveys } from './use-surveys';

interface SurveyFrameProps {
  readonly title: string;
  readonly caption: string;
  readonly surveys: Surveys;
  /** what the chart shows, in a sentence for each side, for those who do not see it */
  readonly summary?: readonly string[];
  readonly tools?: ReactNode;
  /** the chart, and what stands beside it */
  readonly children: ReactNode;
  readonly tray: ReactNode;
  /** the chart needs the whole width: what belongs to it stands below */
  readonly look?: 'beside' | 'below';
}

/** A panel about all test pictures: what it shows, or how far it is, or why there is nothing. */
export function SurveyFrame(props: SurveyFrameProps) {
  const { title, caption, surveys, summary = [], tools, children, tray, look = 'beside' } = props;
  const id = useId();
  const there = surveys.sides.length > 0;
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id}>{title}</h3>
        {there && tools && <div className={styles.tools}>{tools}</div>}
        <p className={styles.caption}>{caption}</p>
      </header>
      {there ? (
        <div className={styles.body} data-look={look}>
          <div className={styles.figure}>
            {summary.map((sentence) => (
              <p key={sentence} className={styles.unseen}>
                {sentence}
              </p>
            ))}
            {children}
          </div>
          {tray}
        </div>
      ) : (
        <Waiting surveys={surveys} />
      )}
    </section>
  );
}

function Waiting({ surveys: { run, asked } }: { readonly surveys: Surveys }) {
  const { survey: text, translated } = useMessages();
  if (!run) return <p className={styles.waiting}>{text.noRun}</p>;
  if (asked?.state === 'refused') return <p className={styles.waiting}>{translated(asked.message ?? '')}</p>;
  return (
    <div className={styles.waiting} role="status">
      <p>{text.reading}</p>
      {asked && asked.progress !== null && <ThinProgress label={text.progress} value={asked.progress} />}
    </div>
  );
}
