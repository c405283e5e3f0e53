import type { StageId } from '../../../store/view';
import { GeneratorDrawer } from './generator-drawer';
import { MappingDrawer } from './mapping-drawer';
import { NetworkDrawer } from './network-drawer';
import { PatternDrawer } from './pattern-drawer';
import { PromptedDrawer } from './prompted-drawer';
import { ResizedDrawer } from './resized-drawer';
import { UpsamplingDrawer } from './upsampling-drawer';
import type { StageView } from './stage-view';

/** The stage that is open. One chunk holds them all: who opens one opens the next. */
export function OpenStage({ stage, view }: { readonly stage: StageId; readonly view: StageView }) {
  switch (stage) {
    case 'resized':
      return <ResizedDrawer view={view} />;
    case 'mask':
      return <GeneratorDrawer view={view} />;
    case 'upsampling':
      return <UpsamplingDrawer view={view} />;
    case 'pattern':
      return <PatternDrawer view={view} />;
    case 'prompted':
      return <PromptedDrawer view={view} />;
    case 'network':
      return <NetworkDrawer view={view} />;
    case 'mapping':
      return <MappingDrawer view={view} />;
    default:
      return stage satisfies never;
  }
}
