import { languages } from '../messages/messages';
import { chooseLanguage } from '../store/actions';
import { languages as ids } from '../store/view';
import { Button } from '../ui/controls/button';
import { useMessages } from '../ui/use-messages';
import styles from './app.module.css';

/** One press to the next language, written in that language. */
export function LanguageSwitch() {
  const { language } = useMessages();
  const next = ids[(ids.indexOf(language) + 1) % ids.length]!;
  const { tag, name, short } = languages[next];
  return (
    <Button
      look="quiet"
      className={styles.language}
      lang={tag}
      aria-label={name}
      onClick={() => chooseLanguage(next)}
    >
      {short}
    </Button>
  );
}
