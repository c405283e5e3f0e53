import { languages } from '../messages/messages';
import { chooseLanguage } from '../store/actions';
import { languages as ids } from '../store/view';
import { Button } from '../ui/controls/button';
import { useMessages } from '../ui/use-messages';

interface LanguageSwitchProps {
  readonly look?: 'sign' | 'row';
  readonly className?: string | undefined;
}

/** One press to the next language, written in that language. */
export function LanguageSwitch({ look = 'sign', className }: LanguageSwitchProps) {
  const { language } = useMessages();
  const next = ids[(ids.indexOf(language) + 1) % ids.length]!;
  const { tag, name, short } = languages[next];
  return (
    <Button
      look="quiet"
      className={className}
      lang={tag}
      aria-label={name}
      onClick={() => chooseLanguage(next)}
    >
      {look === 'row' ? name : short}
    </Button>
  );
}
