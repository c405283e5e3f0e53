import { changeSettings, dismissNotices } from '../store/actions';
import type { NoticeCommand } from '../store/notice';
import { settingsOf } from '../store/run-config';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Keeper } from './keeper';
import type { LiveRun } from './live-run';
import { loadRecordedRuns } from './recorded-runs';
import type { Recovery } from './recovery';

interface NoticeParts {
  readonly world: Dependencies;
  readonly recovery: Recovery;
  readonly live: LiveRun;
  readonly keeper: Keeper;
}

/** Does what a notice's button says. */
export function followNotice(command: NoticeCommand, { world, recovery, live, keeper }: NoticeParts): void {
  dismissNotices(command);
  switch (command) {
    case 'reload-recorded':
      void loadRecordedRuns(world);
      return;
    case 'restart-engine':
      recovery.forgive();
      live.avoidNone();
      if (explorer.getState().live.status === 'stopped') live.goOn({ paused: false });
      else live.load();
      return;
    case 'resume-stored': {
      const stored = keeper.offered;
      if (!stored) return;
      changeSettings(settingsOf(stored.config, explorer.getState().settings));
      live.begin({ config: stored.config, paused: false, stored });
      return;
    }
    case 'try-remedy':
      return recovery.tryRemedy();
    default:
      return command satisfies never;
  }
}
