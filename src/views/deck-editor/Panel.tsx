import { useController } from '../../controller/use-controller';
import { changedSlide } from '../../store/deck-edit';
import { isOwnDeck, slideAt, slidePosition } from '../../store/lecture';
import { changeDraft, goToDeck, goToShelf } from '../../store/stage-actions';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';
import { PredictForm } from './predict-form';
import { ShownParts } from './shown-parts';
import { SlideList } from './slide-list';
import { SlideState } from './slide-state';
import { Formulae } from './formulae';
import { TextField } from './text-field';

/** Where a deck is made: its slides on the left, the one that is open beside them. */
export function DeckEditorPanel() {
  const { lecture: text } = useMessages();
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const slideId = useExplorer(({ view }) => view.slide);
  if (!draft) return null;
  if (!isOwnDeck(draft.id)) return <NotOwn id={draft.id} />;
  const { deck } = draft;
  const slide = slideAt(deck, slideId);
  const change = (some: Parameters<typeof changedSlide>[2]) =>
    changeDraft((open) => changedSlide(open, slide.id, some));
  return (
    <section className={styles.editor} aria-label={text.editor.region}>
      <Head />
      <SlideList deck={deck} open={slide.id} />
      {/* another slide has fields of its own: nothing half typed goes along */}
      <form
        key={slide.id}
        className={styles.form}
        aria-label={text.editor.slide(slidePosition(deck, slide.id) + 1, slide.title)}
        onSubmit={(event) => event.preventDefault()}
      >
        <TextField
          label={text.editor.title}
          value={slide.title}
          field="title"
          needed={text.editor.titleNeeded}
          onChange={(title) => change({ title })}
        />
        <TextField
          label={text.editor.words}
          hint={text.editor.wordsHint}
          value={slide.words}
          field="words"
          rows={6}
          onChange={(words) => change({ words })}
        />
        <Formulae formulae={slide.formulae} onChange={(formulae) => change({ formulae })} />
        <SlideState slide={slide} onChange={change} />
        <ShownParts shows={slide.shows} onChange={(shows) => change({ shows })} />
        <PredictForm predict={slide.predict} onChange={(predict) => change({ predict })} />
        <TextField
          label={text.editor.notes}
          hint={text.editor.notesHint}
          value={slide.notes}
          field="notes"
          rows={5}
          onChange={(notes) => change({ notes })}
        />
      </form>
    </section>
  );
}

function Head() {
  const { lecture: text } = useMessages();
  const { decks } = useController();
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const slide = useExplorer(({ view }) => view.slide);
  const keeping = useExplorer(({ lecture }) => lecture.keeping);
  if (!draft) return null;
  const { id, deck } = draft;
  const words = { kept: text.editor.kept, saving: text.editor.saving, 'here-only': text.editor.hereOnly };
  return (
    <header className={styles.head}>
      <Button look="quiet" onClick={goToShelf}>
        <Icon name="left" />
        {text.back}
      </Button>
      <TextField
        key={id}
        label={text.editor.deckTitle}
        labelHidden
        value={deck.title}
        field="title"
        needed={text.editor.titleNeeded}
        onChange={(title) => changeDraft((open) => ({ ...open, title }))}
      />
      <p className={styles.keeping} role="status" data-keeping={keeping}>
        {words[keeping]}
      </p>
      <div className={styles.tools}>
        <Button look="quiet" onClick={() => decks.copyLink(id)}>
          <Icon name="link" />
          {text.copyLink}
        </Button>
        <Button look="quiet" onClick={() => decks.save(id)}>
          <Icon name="save" />
          {text.save}
        </Button>
        <Button look="quiet" onClick={() => window.print()}>
          <Icon name="print" />
          {text.print}
        </Button>
        <Button look="primary" onClick={() => goToDeck(id, 'stage', slide)}>
          <Icon name="play" />
          {text.presentFrom}
        </Button>
      </div>
      <Said />
    </header>
  );
}

function Said() {
  const { translated } = useMessages();
  const said = useExplorer(({ lecture }) => lecture.shelf.said);
  return (
    <div className={styles.said} aria-live="polite">
      {said.map(({ text, tone }) => (
        <p key={text} data-tone={tone}>
          {translated(text)}
        </p>
      ))}
    </div>
  );
}

function NotOwn({ id }: { readonly id: string }) {
  const { lecture: text } = useMessages();
  const { decks } = useController();
  return (
    <div className={styles.notOwn}>
      <p>{text.editor.notOwn}</p>
      <Button look="primary" onClick={() => decks.duplicate(id)}>
        {text.duplicate}
      </Button>
      <Button onClick={goToShelf}>{text.back}</Button>
    </div>
  );
}
