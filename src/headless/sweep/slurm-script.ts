/** The shell scripts that Slurm runs. Plain sh: nodes have whatever their site gives them. */
import type { SlurmSettings } from './plan-schema';
import { quoted } from './program';
import { ENDED } from './task';

export interface ScriptPlace {
  readonly folder: string;
  /** words that run this program */
  readonly program: readonly string[];
}

export interface ArrayScript extends ScriptPlace {
  readonly settings: SlurmSettings;
  readonly tries: number;
  /** file with a task id on each line */
  readonly list: string;
}

/**
 * One task of an array. A process that breaks off is started again at once, from its checkpoint. A signal means that
 * the time is up: USR1 (by the time limit) keeps the state and queues again, TERM (by cancelling or preemption) keeps
 * it and leaves the rest to Slurm.
 */
export function arrayScript({ folder, program, settings, tries, list }: ArrayScript): string {
  const { cpus, setup } = settings;
  const task = [...program, 'sweep', 'task', folder].map(quoted).join(' ');
  return `#!/bin/sh
${setup ?? ''}
task=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" ${quoted(list)})
log=${quoted(`${folder}/work`)}/$task/log.txt
mkdir -p "$(dirname "$log")"
asked=
child=
trap 'asked=again; kill -TERM $child 2>/dev/null' USR1
trap 'asked=end; kill -TERM $child 2>/dev/null' TERM
try=1
while :; do
  ${task} "$task" --threads "\${SLURM_CPUS_PER_TASK:-${cpus ?? 1}}" >>"$log" 2>&1 &
  child=$!
  wait $child
  code=$?
  # a signal ends the waiting, not the process
  while kill -0 $child 2>/dev/null; do
    wait $child
    code=$?
  done
  case $code in
    ${ENDED.done} | ${ENDED.refused} | ${ENDED.busy}) exit $code ;;
  esac
  case $asked in
    again)
      echo "The time limit is near: what was trained is kept, and the task queues again." >>"$log"
      scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
      exit ${ENDED.interrupted}
      ;;
    end) exit ${ENDED.interrupted} ;;
  esac
  if [ $try -ge ${tries} ]; then
    echo "The task ended early (code $code) $try times; see above why." >>"$log"
    exit $code
  fi
  echo "The task ended early (code $code); it goes on from its last checkpoint." >>"$log"
  try=$((try + 1))
done
`;
}

export function mergeScript({ folder, program, setup }: ScriptPlace & { setup: string | undefined }): string {
  return `#!/bin/sh
${setup ?? ''}
exec ${[...program, 'sweep', 'merge', folder].map(quoted).join(' ')}
`;
}

/** Options of sbatch for the tasks. */
export function arrayOptions(
  settings: SlurmSettings,
  array: { readonly name: string; readonly count: number; readonly output: string; readonly alone: boolean },
): string[] {
  const { cpus, memory, gpu, concurrent } = settings;
  const size = `0-${array.count - 1}`;
  return [
    `--job-name=${array.name}`,
    `--array=${array.alone ? `${size}%1` : concurrent === undefined ? size : `${size}%${concurrent}`}`,
    `--output=${array.output}`,
    '--open-mode=append',
    '--requeue',
    `--signal=B:USR1@${settings['grace-seconds']}`,
    ...placeOptions(settings),
    ...(cpus === undefined ? [] : [`--cpus-per-task=${cpus}`]),
    ...(memory === undefined ? [] : [`--mem=${memory}`]),
    ...(gpu === undefined ? [] : [`--gres=gpu:${gpu}`]),
    ...(settings.time === undefined ? [] : [`--time=${settings.time}`]),
    ...(array.alone ? ['--exclusive'] : []),
    ...settings.options,
  ];
}

/** Where anything of this sweep may run. */
export function placeOptions({ partition, account, qos, constraint }: SlurmSettings): string[] {
  return Object.entries({ partition, account, qos, constraint }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}
