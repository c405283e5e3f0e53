import type { TrainingEvent } from '../training/events';

const PHASES = {
  compiling: 'compiling for the graphics device',
  unprompted: 'without a prompt',
  mapping: 'mapping labels',
  training: 'training',
  evaluation: 'testing',
} as const;

/** How a run is going, on stderr: one line that rewrites itself on a terminal, a line now and then in a log. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #clock: () => number;
  readonly #label: string;
  #lastLine = -Infinity;
  #epoch = 0;

  /** @param label stands before each line, where several runs share the stream */
  constructor(stream: NodeJS.WriteStream, clock: () => number, label = '') {
    this.#stream = stream;
    this.#label = label === '' ? '' : `${label}: `;
    this.#clock = clock;
  }

  show(event: TrainingEvent): void {
    if (event.type === 'unprompted') this.#say(`unprompted: test accuracy ${event.testAccuracy.toFixed(3)}`);
    if (event.type === 'epoch') {
      this.#epoch = event.epoch;
      const { epoch, trainLoss, trainAccuracy, testAccuracy, msPerStep } = event;
      this.#say(
        `epoch ${epoch}: training loss ${trainLoss.toFixed(4)}, accuracy ${trainAccuracy.toFixed(3)}; ` +
          `test accuracy ${testAccuracy.toFixed(3)}; ${Math.round(msPerStep)} ms per step`,
      );
    }
    if (event.type !== 'progress') return;
    const { phase, done, total, eta } = event;
    const where = phase === 'unprompted' || phase === 'compiling' ? '' : `epoch ${this.#epoch + 1}, `;
    const line = `${where}${PHASES[phase]} ${done}/${total}${eta === null ? '' : `, ${duration(eta)} to go`}`;
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[2K${this.#label}${line}`);
    else if (this.#clock() - this.#lastLine >= 15_000) this.#say(line);
  }

  /** A line of its own, now and then. */
  note(line: string): void {
    if (this.#stream.isTTY || this.#clock() - this.#lastLine >= 15_000) this.#say(line);
  }

  #say(line: string): void {
    this.#lastLine = this.#clock();
    const whole = `${this.#label}${line}\n`;
    this.#stream.write(this.#stream.isTTY ? `\r\x1b[2K${whole}` : whole);
  }
}

/** 4:05, or 1:02:03 */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
