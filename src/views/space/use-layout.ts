import { useEffect, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { layoutKey, type LayoutView } from '../../store/survey';
import type { Side } from '../../survey/use-surveys';

export interface AskedLayout {
  /** null while it was stopped */
  readonly view: LayoutView | null;
  /** the step that it is of, where the run has gone on since */
  readonly older: number | null;
  readonly missing: boolean;
  stop(): void;
  /** lays out what the surveys are now */
  begin(): void;
}

/** The layout of these sides. It stays as it is while a run trains: whoever looks at it says when to make another. */
export function useLayout(sides: readonly Side[]): AskedLayout {
  const controller = useController();
  const features = sides.map(({ survey }) => survey.features).filter((one) => one !== null);
  const missing = features.length < sides.length || features.length === 0;
  const runs = sides.map(({ run }) => run.id).join(' ');
  const now = layoutKey(sides.map(({ run, step }) => ({ runId: run.id, step })));
  const fresh = { runs, key: now, step: sides[0]?.step ?? null, stopped: false, ready: !missing };
  const [asked, setAsked] = useState(fresh);
  const stands = asked.runs === runs && asked.ready === fresh.ready ? asked : fresh;
  if (stands !== asked) setAsked(fresh);
  const { key, stopped } = stands;
  useEffect(() => {
    if (missing || stopped) return;
    return controller.layOut(key, features);
    // the key says which features they are
  }, [controller, key, missing, stopped]);
  const view = useExplorer(({ layouts }) => layouts[key]) ?? null;
  return {
    view,
    older: key === now ? null : stands.step,
    missing,
    stop: () => setAsked({ ...stands, stopped: true }),
    begin: () => setAsked(fresh),
  };
}
