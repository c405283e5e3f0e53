import { dismissNotices } from '../store/actions';
import type { NoticeCommand } from '../store/notice';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Interruptions } from './interruptions';
import type { LiveRun } from './live-run';
import type { LateOffline } from './late-offline';
import { loadRecordedRuns } from './recorded-runs';
import type { Recovery } from './recovery';

interface NoticeParts {
  readonly world: Dependencies;
  readonly recovery: Recovery;
  readonly live: LiveRun;
  readonly interruptions: Interruptions;
  readonly offline: Pick<LateOffline, 'useUpdate'>;
}

/** Does what a notice's button says. */
export function followNotice(
  command: NoticeCommand,
  { world, recovery, live, interruptions, offline }: NoticeParts,
): void {
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
    case 'resume-stored':
      void interruptions.resume();
      return;
    case 'go-on-interrupted':
      return interruptions.goOn();
    case 'train-waiting':
      return interruptions.trainWaiting();
    case 'use-update':
      return offline.useUpdate();
    case 'try-remedy':
      return recovery.tryRemedy();
    default:
      return command satisfies never;
  }
}
