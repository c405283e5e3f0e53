import type { ReactNode } from 'react';
import { advanceMarker, setPlaying } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { questionIds } from '../../store/view';
import { useMessages } from '../../ui/use-messages';
import styles from './door.module.css';
import { Entries } from './entries';
import { Living } from './living';
import { OpenQuestion, type AskedQuestion } from './open-question';
import { useOpeningRun } from './opening-run';
import { OwnPhoto } from './own-photo';
import { QuestionCard } from './question-card';
import { StateLink } from './state-link';

interface DoorPanelProps {
  /** asks a question, and shows what was recorded: a panel of its own, which the app puts in here */
  renderQuestion(question: AskedQuestion): ReactNode;
}

/** What a person comes to who has no link: what this is, in a line and a picture, and five questions to begin with. */
export function DoorPanel({ renderQuestion }: DoorPanelProps) {
  const { door: text } = useMessages();
  const asked = useExplorer(({ view }) => view.asked);
  const opening = useOpeningRun();
  if (asked) return <OpenQuestion key={asked} id={asked} {...{ opening, renderQuestion }} />;
  return (
    <div className={styles.door}>
      <div className={styles.hero}>
        <div className={styles.words}>
          <h2 className={styles.title}>{text.title}</h2>
          <p>{text.what}</p>
          <p className={styles.begin}>
            <StateLink to="?run=smm" className={styles.primary} onArrival={playFromStart}>
              {text.explore}
            </StateLink>
            <StateLink to="?place=compare" className={styles.plain}>
              {text.compare}
            </StateLink>
          </p>
        </div>
        {opening ? <Living opening={opening} /> : <div className={styles.waiting} />}
      </div>
      <section className={styles.questions} aria-labelledby="door-questions">
        <h3 id="door-questions">{text.questionsTitle}</h3>
        <ul className={styles.cards}>
          {questionIds.map((id) => (
            <li key={id}>
              <QuestionCard id={id} opening={opening} />
            </li>
          ))}
          <li>
            <OwnPhoto />
          </li>
        </ul>
      </section>
      <Entries />
    </div>
  );
}

/** The run that is opened plays, as it does where Explore is what the page opens with. */
function playFromStart(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  advanceMarker(0);
  setPlaying(true);
}
