import { useEffect, useState } from 'react';
import { bench as text } from '../../messages/english/bench';
import type { BenchReport } from '../../training/bench/report';
import { Button } from '../../ui/controls/button';
import type { BenchReply } from '../../worker/bench-protocol';
import styles from './bench.module.css';
import { BackendTable } from './backend-table';
import { GrowthTable } from './growth-table';

/** Starts measuring. Returns what ends it. */
export type Measure = (listener: (reply: BenchReply) => void) => () => void;

/** What a training step costs in this browser, as plain tables and as a file. */
export function BenchPanel({ measure, full }: { readonly measure: Measure; readonly full: boolean }) {
  const [reply, setReply] = useState<BenchReply | null>(null);
  useEffect(() => measure(setReply), [measure]);
  return (
    <main className={styles.bench}>
      <h1>{text.title}</h1>
      <p className={styles.note}>{text.intro}</p>
      <p role="status">
        {reply?.type === 'progress' && text.measuring(reply.what)}
        {reply?.type === 'failed' && text.failed(reply.message)}
      </p>
      {reply?.type === 'done' && (
        <>
          <p className={styles.tools}>
            <CopyButton report={reply.report} />
            {!full && <a href="?bench=full">{text.again}</a>}
          </p>
          <Report {...reply.report} />
        </>
      )}
    </main>
  );
}

function Report({ machine, backends, growth, leftOut, seconds }: BenchReport) {
  return (
    <>
      <p className={styles.note}>{text.machine(machine.cores, machine.date)}</p>
      {backends.map((backend) => (
        <BackendTable key={backend.backend} {...backend} />
      ))}
      {growth.length > 0 && <GrowthTable growth={growth} />}
      {leftOut.length > 0 && (
        <section>
          <h2>{text.leftOut}</h2>
          <ul>
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.note}>{text.seconds(seconds)}</p>
    </>
  );
}

function CopyButton({ report }: { readonly report: BenchReport }) {
  const [label, setLabel] = useState(text.copy);
  const copy = () =>
    navigator.clipboard.writeText(JSON.stringify(report, null, 2)).then(
      () => setLabel(text.copied),
      () => setLabel(text.copyFailed),
    );
  return (
    <Button look="primary" onClick={() => void copy()}>
      {label}
    </Button>
  );
}
