import { useMessages } from '../../../ui/use-messages';
import { Figures } from '../open/figure';
import { MaskPictures, NativePicture, NaturalPicture, SignedPicture } from './bench-pictures';
import { MaskChange, PatternValues } from './change-pictures';
import { Probabilities } from './probabilities';
import type { StepInspection } from '../../../data/inspection';
import type { SubStepId } from '../../../store/view';
import type { StageView } from '../open/stage-view';

interface StepPicturesProps {
  readonly at: SubStepId;
  readonly view: StageView;
  /** null until the step has been taken */
  readonly answer: StepInspection | null;
}

/** What one part of a step takes and makes: of the sample in view, or of δ. */
export function StepPictures({ at, view, answer }: StepPicturesProps) {
  const { slow: text } = useMessages();
  const { bench } = view;
  switch (at) {
    case 'resize':
      return (
        <Figures>
          <NativePicture view={view} />
          <NaturalPicture view={view} of="resized" />
        </Figures>
      );
    case 'generate':
      return (
        <Figures>
          <NaturalPicture view={view} of="resized" />
          <MaskPictures view={view} grid="coarse" />
        </Figures>
      );
    case 'upsample':
      return (
        <Figures>
          <MaskPictures view={view} grid="full" />
        </Figures>
      );
    case 'multiply':
      return (
        <Figures>
          <SignedPicture view={view} of="pattern" />
          <SignedPicture view={view} of="product" title={text.product} />
        </Figures>
      );
    case 'add':
      return (
        <Figures>
          <NaturalPicture view={view} of="resized" />
          <SignedPicture view={view} of="product" title={text.product} />
          <NaturalPicture view={view} of="prompted" />
        </Figures>
      );
    case 'classify':
    case 'map':
    case 'loss':
      return (
        <Figures>
          <NaturalPicture view={view} of="prompted" />
          <Probabilities at={at} view={view} answer={answer} />
        </Figures>
      );
    case 'gradient-pattern':
      return (
        <Figures>
          <SignedPicture view={view} of="pattern" />
          {answer?.patternGradient && (
            <PatternValues view={view} values={answer.patternGradient} title={text.pictures.gradient} />
          )}
        </Figures>
      );
    case 'gradient-mask':
      return <Figures>{bench.mask && <MaskPictures view={view} grid="coarse" />}</Figures>;
    case 'adam':
      return (
        <Figures>
          {answer?.patternChange && (
            <PatternValues view={view} values={answer.patternChange} title={text.pictures.change} />
          )}
          {answer?.mask && <MaskChange view={view} mask={answer.mask} />}
          <Probabilities at={at} view={view} answer={answer} />
        </Figures>
      );
    default:
      return at satisfies never;
  }
}
