import { useExplorer } from '../../store/store';
import { PredictCard } from '../../views/predict/predict-card';
import { madeQuestions } from './fixture-questions';
import styles from './gallery.module.css';

/** Every kind of question, before its answer or with it: which of them, the scene says. */
export function PredictSheet() {
  const size = useExplorer(({ guesses }) => (guesses.revealed.length > 0 ? 'stage' : 'card'));
  return (
    <div className={styles.questions}>
      {Object.entries(madeQuestions).map(([id, predict]) => (
        <PredictCard key={id} id={id} predict={predict} size={size} />
      ))}
    </div>
  );
}
