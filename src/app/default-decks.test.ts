// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blocks } from '../core/ablation/registry';
import { variantKey } from '../data/choices';
import type { Deck } from '../data/deck';
import { readDeck } from '../data/deck-file';
import type { MeasuredRun } from '../data/metrics';
import { decodeRecordedLab } from '../data/recorded-lab';
import { truthOf } from '../data/truth';
import { wordBlocks, type WordBlock } from '../lib/words';
import { readLink } from '../store/link';
import { isLabRun, labRunId, recordedRunId } from '../store/run-ids';
import { initialState } from '../store/store';
import { typeset } from '../ui/formula/typeset';
import { partNames } from '../lib/shown-parts';

const file = (path: string) => readFileSync(join('public', path));
const deck = (id: string, language: string) =>
  readDeck(file(`decks/${id}.${language}.json`).toString('utf8'));
const lab = decodeRecordedLab(new Uint8Array(gunzipSync(file('recorded/lab/lab.safetensors.gz'))));
const runs: readonly MeasuredRun[] = lab.runs.map((run) => ({ ...run, losses: run.curves.losses }));
const recorded = new Set(lab.runs.map((run) => variantKey(run, blocks)));
const seen = new Set(lab.runs.flatMap(({ id, files }) => (files.pictures ? labRunId(id) : [])));

const { settings, view, table } = initialState();
const read = (link: string) => readLink(link, { settings, view, table });

/** Words of a slide, on average read at 200 a minute; in Chinese characters at 300. */
function readingSeconds(text: string): number {
  const characters = (text.match(/[\u4e00-\u9fff]/g) ?? []).length;
  const words = text
    .replace(/[\u4e00-\u9fff]/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length;
  return (characters / 300 + words / 200) * 60;
}

function formulaeIn(words: string): readonly string[] {
  const spans = (block: WordBlock) => (block.kind === 'list' ? block.items.flat() : block.spans);
  return wordBlocks(words)
    .flatMap(spans)
    .flatMap(({ kind, text }) => (kind === 'formula' ? text : []));
}

/** What is the same in every language. */
function bones({ slides }: Deck) {
  return slides.map(({ id, link, shows, formulae, predict, live }) => {
    const answer = predict && {
      ...predict.answer,
      ...(predict.answer.kind === 'choice' && { options: predict.answer.options.map(({ is }) => is) }),
    };
    return { id, link, shows, formulae, answer, live };
  });
}

describe.each(['ten-minutes', 'five-ablations'])('the deck %s', (id) => {
  const english = deck(id, 'en');

  it('has about twenty slides, the same in both languages', () => {
    expect(english.slides.length).toBeGreaterThanOrEqual(18);
    expect(english.slides.length).toBeLessThanOrEqual(26);
    expect(bones(deck(id, 'zh'))).toEqual(bones(english));
  });

  it.each(['en', 'zh'])('is read in seconds and spoken from notes (%s)', (language) => {
    for (const { id: slide, title, words, notes } of deck(id, language).slides) {
      expect(readingSeconds(`${title} ${words}`), slide).toBeLessThan(20);
      expect(readingSeconds(notes), slide).toBeGreaterThan(5);
    }
  });

  it('leads to states that the page can read, of runs and variants that were recorded', () => {
    for (const { id: slide, link, live } of english.slides) {
      for (const one of [link, live?.link ?? '']) expect(read(one).problems, `${slide}: ${one}`).toEqual([]);
      const { state } = read(link);
      const { runId, beside } = state.view;
      const shown = [runId, beside?.what === 'run' ? beside.runId : null].filter((run) => run !== null);
      for (const run of shown) {
        if (isLabRun(run)) expect(seen, slide).toContain(run);
        else expect([recordedRunId('smm'), recordedRunId('full')], slide).toContain(run);
      }
      for (const row of state.table.chosen) expect(recorded, slide).toContain(row);
    }
  });

  it('shows parts that there are', () => {
    for (const { shows } of english.slides) for (const part of shows) expect(partNames).toContain(part);
  });

  it('has formulae that can be set', () => {
    const all = ['en', 'zh'].flatMap((language) =>
      deck(id, language).slides.flatMap(({ formulae, words }) => [...formulae, ...formulaeIn(words)]),
    );
    expect(all.length).toBeGreaterThan(0);
    for (const tex of all)
      expect(typeset(document.createElement('span'), { tex, display: true }), tex).toBe(true);
  });

  it('asks nothing that the recorded lab cannot answer', () => {
    const questions = english.slides.flatMap(({ id: slide, predict }) => (predict ? { slide, predict } : []));
    expect(questions.length).toBeGreaterThanOrEqual(3);
    for (const { slide, predict } of questions) {
      const truth = truthOf(predict, { runs, blocks });
      expect(truth, slide).not.toBeNull();
      const { answer } = predict;
      // a class that is right must be able to say so
      if (answer.kind === 'number' && truth?.kind === 'number') {
        expect(truth.value, slide).toBeGreaterThan(answer.low);
        expect(truth.value, slide).toBeLessThan(answer.high);
      }
    }
  });
});
