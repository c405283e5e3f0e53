import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { elapsed, startedNow, paused, type Stopwatch } from './stopwatch';
import styles from './presenter.module.css';

/** The time of day, and how long the talk has been going on. */
export function Clock() {
  const { lecture, language } = useMessages();
  const text = lecture.presenter;
  const time = useRef<HTMLTimeElement>(null);
  const since = useRef<HTMLTimeElement>(null);
  // a talk begins when its window opens
  const [watch, setWatch] = useState<Stopwatch>(() => startedNow(null, Date.now()));
  useEffect(() => {
    const tick = () => {
      write(time, new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(Date.now()));
      write(since, duration(elapsed(watch, Date.now())));
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [watch, language]);
  return (
    <div className={styles.clock}>
      <dl className={styles.times}>
        <div>
          <dt>{text.clock}</dt>
          <dd>
            <time ref={time} />
          </dd>
        </div>
        <div>
          <dt>{text.elapsed}</dt>
          <dd>
            <time ref={since} />
          </dd>
        </div>
      </dl>
      <div className={styles.watch}>
        <Button
          onClick={() =>
            setWatch((before) =>
              before.since === null ? startedNow(before, Date.now()) : paused(before, Date.now()),
            )
          }
        >
          {watch.since === null ? text.start : text.pause}
        </Button>
        <Button
          look="quiet"
          onClick={() =>
            setWatch(({ since: running }) => ({ before: 0, since: running === null ? null : Date.now() }))
          }
        >
          {text.reset}
        </Button>
      </div>
    </div>
  );
}

/** Twice a second, without rendering. */
function write(place: RefObject<HTMLElement | null>, words: string): void {
  if (place.current && place.current.textContent !== words) place.current.textContent = words;
}

/** 4:05, 1:04:05 */
function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
