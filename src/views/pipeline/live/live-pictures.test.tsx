// @vitest-environment jsdom
import { useLayoutEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import type { Controller } from '../../../controller/controller';
import { ControllerContext } from '../../../controller/use-controller';
import type { LiveStage, LiveWatch } from '../../../data/live-picture';
import type { SampleSet } from '../../../data/snapshot';
import { hang } from '../../../ui/pictures/hung';
import { LivePictures } from './live-pictures';

function Hung({ stage }: { readonly stage: LiveStage }) {
  useLayoutEffect(() => hang({ stage, rule: { by: 'signed', gain: 1 }, show: () => undefined }), [stage]);
  return null;
}

test('another run is never watched with the pictures of the run before', async () => {
  const watched: string[] = [];
  const frames = {
    watch: ({ runId, pictures }: LiveWatch) => {
      watched.push(`${runId}: ${pictures.map(({ stage }) => stage).join()}`);
      return () => undefined;
    },
  };
  const samples = {} as SampleSet;
  const root = createRoot(document.createElement('div'));
  const show = (runId: string, stage: LiveStage) =>
    flushSync(() =>
      root.render(
        <ControllerContext value={{ frames } as unknown as Controller}>
          <LivePictures runId={runId} sampleId="test/0" samples={samples} step={1} />
          <Hung stage={stage} />
        </ControllerContext>,
      ),
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  show('a', 'mask');
  await settled();
  show('b', 'prompted');
  await settled();
  root.unmount();
  expect([...new Set(watched)]).toEqual(['a: mask', 'b: prompted']);
});
