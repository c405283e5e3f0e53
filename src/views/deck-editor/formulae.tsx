import { deckLimits } from '../../store/deck-edit';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Formula } from '../../ui/formula/formula';
import { macros } from '../../ui/formula/macros';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';
import { TextField } from './text-field';

interface FormulaeProps {
  readonly formulae: readonly string[];
  onChange(formulae: string[]): void;
}

const first = String.raw`\prompted = \resized + \pattern \odot \mask`;

/** The formulae of a slide as TeX, each with what becomes of it. */
export function Formulae({ formulae, onChange }: FormulaeProps) {
  const { lecture: text } = useMessages();
  const words = text.editor;
  return (
    <fieldset className={styles.group}>
      <legend>{words.formulae}</legend>
      {formulae.map((tex, i) => (
        <div key={i} className={styles.formula}>
          <TextField
            label={words.formula(i + 1)}
            labelHidden
            value={tex}
            field="formula"
            needed={words.formulaBroken}
            code
            onChange={(next) => onChange(formulae.with(i, next))}
          />
          <Button
            look="quiet"
            aria-label={words.removeFormula(i + 1)}
            onClick={() => onChange(formulae.toSpliced(i, 1))}
          >
            <Icon name="close" />
          </Button>
          <output className={styles.set}>
            <Formula tex={tex} />
          </output>
        </div>
      ))}
      {formulae.length < deckLimits.formulae && (
        <Button onClick={() => onChange([...formulae, first])}>
          <Icon name="plus" />
          {words.addFormula}
        </Button>
      )}
      {formulae.length > 0 && (
        <small>
          {words.formulaeHint}
          <code>{Object.keys(macros).join(' ')}</code>
        </small>
      )}
    </fieldset>
  );
}
