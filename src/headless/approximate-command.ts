import { Command } from 'commander';
import { approximate, type Solutions, type Solved } from '../training/approximation/approximate';
import { checkRun, sourceOf } from '../training/begin-run';
import { RunControl } from '../training/control';
import { RunStopped } from '../training/gate';
import { wholeNumber } from './arguments';
import { breathe } from './breathe';
import { dataOptions } from './data-options';
import { openBackbone, openDataset, openTask } from './open-task';
import { ProgressLine } from './progress-line';
import { runConfig, withRunOptions, type RunOptions } from './run-options';
import { suggestedOptions } from './suggested-options';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

interface ApproximateOptions extends RunOptions {
  readonly probe: number;
  readonly json: boolean;
}

export function approximateCommand(): Command {
  return withRunOptions(new Command('approximate'), { epochs: 40 })
    .description(
      'the approximation-error proxy of a variant: the least loss on a fixed probe, an upper bound',
    )
    .option('--probe <n>', 'images in the probe, equally many of each class', wholeNumber({ from: 2 }), 500)
    .option('--json', 'one JSON document on stdout', false)
    .action(approximateRun);
}

async function approximateRun(options: ApproximateOptions, command: Command): Promise<void> {
  const dataset = await openDataset(options.data, dataOptions(options));
  const backboneFile = await openBackbone(options.backbone);
  const config = runConfig(suggestedOptions(options, command, backboneFile), dataset, backboneFile);
  checkRun(config, { dataset, backbone: sourceOf(backboneFile) });
  const task = await openTask({ dataset, backboneFile }, options.backend);
  const control = new RunControl();
  const interrupt = () => control.stop();
  process.on('SIGINT', interrupt);
  const progress = new ProgressLine(process.stderr, () => performance.now());
  try {
    const { images, ...approximation } = await approximate({
      task,
      config,
      size: options.probe,
      control,
      breathe,
      progress: (what, done) => progress.note(`${what}: epoch ${done} of at most ${options.epochs}`),
      solutions: inMemory(),
    });
    const { crossEntropyInterval: interval } = approximation;
    if (options.json) console.log(JSON.stringify({ ...approximation, interval, images }));
    else console.table({ [config.method.baseline]: approximation });
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    task.engine.dispose();
  }
}

function inMemory(): Solutions {
  const known = new Map<string, Solved>();
  return {
    get: async (config) => known.get(JSON.stringify(config)) ?? null,
    put: async (config, solved) => void known.set(JSON.stringify(config), solved),
  };
}
