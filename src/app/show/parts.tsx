import type { ComponentType } from 'react';
import { isShownPart, type ShownPart } from '../../lib/shown-parts';
import { comparedRun } from '../../store/table';
import { Arriving } from '../../ui/arriving';
import { lazyPart } from '../../ui/lazy-part';
import { useMessages } from '../../ui/use-messages';
import styles from './parts.module.css';

/** Parts of the page by the name that slides have for them; each is loaded when it is first shown. */
interface Part {
  /** how much room it asks for: the whole width, a share of it, or a line */
  readonly shape: 'wide' | 'square' | 'line';
  /** it says what a prediction asks for, and waits until that is revealed */
  readonly answers: boolean;
  /** null in a version that does not have it */
  readonly Panel: ComponentType | null;
}

const parts: Readonly<Record<ShownPart, Part>> = {
  pipeline: {
    shape: 'wide',
    answers: false,
    Panel: lazyPart(async () => (await import('../../views/pipeline/Panel')).PipelinePanel),
  },
  samples: {
    shape: 'line',
    answers: false,
    Panel: lazyPart(async () => (await import('../../views/samples/Panel')).SamplesPanel),
  },
  scrubber: {
    shape: 'line',
    answers: false,
    Panel: lazyPart(async () => (await import('../../views/scrubber/Panel')).ScrubberPanel),
  },
  accuracy: {
    shape: 'square',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/curves/Panel')).AccuracyPanel),
  },
  loss: {
    shape: 'square',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/curves/Panel')).LossPanel),
  },
  results: {
    shape: 'square',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/results/Panel')).ResultsPanel),
  },
  table: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => {
      const { AblationPanel } = await import('../../views/ablation/Panel');
      return function ChosenRows() {
        return <AblationPanel rows="chosen" />;
      };
    }),
  },
  families: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/families/Panel')).FamiliesPanel),
  },
  matrix: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => {
      const [{ MatrixPanel }, { ScrubberPanel }] = await Promise.all([
        import('../../views/matrix/Panel'),
        import('../../views/scrubber/Panel'),
      ]);
      return function MatrixWithSteps() {
        return (
          <>
            <MatrixPanel />
            <ScrubberPanel runOf={comparedRun} />
          </>
        );
      };
    }),
  },
  pair: {
    shape: 'wide',
    answers: false,
    Panel: lazyPart(async () => (await import('../../views/pair/Panel')).PairPanel),
  },
  space: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/space/Panel')).SpacePanel),
  },
  losses: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/losses/Panel')).LossesPanel),
  },
  confusion: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/confusion/Panel')).ConfusionPanel),
  },
  flips: {
    shape: 'wide',
    answers: true,
    Panel: lazyPart(async () => (await import('../../views/flips/Panel')).FlipsPanel),
  },
  switches: {
    shape: 'wide',
    answers: false,
    Panel: lazyPart(async () => (await import('./shown-switches')).ShownSwitches),
  },
  'own-picture': {
    shape: 'wide',
    answers: false,
    Panel: lazyPart(async () => (await import('../../views/matrix/own-picture')).OwnPicturePanel),
  },
};

/** What is known of a part before it is drawn; one that this version does not have asks for a line, to say so. */
export function partShape(name: string): Part['shape'] {
  return isShownPart(name) && parts[name].Panel ? parts[name].shape : 'line';
}

export function givesAnswer(name: string): boolean {
  return isShownPart(name) && parts[name].answers;
}

/** One part of the page, wherever it is shown. */
export function Shown({ name }: { readonly name: string }) {
  const { lecture: text, app } = useMessages();
  const Panel = isShownPart(name) ? parts[name].Panel : null;
  if (!isShownPart(name) || !Panel) {
    return <p className={styles.missing}>{text.noPart(isShownPart(name) ? text.parts[name] : name)}</p>;
  }
  return (
    <Arriving name={text.parts[name]} waiting={<p className={styles.missing}>{app.openingPlace}</p>}>
      <Panel />
    </Arriving>
  );
}
