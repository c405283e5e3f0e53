import { format, plural } from './format';

interface Came {
  readonly added: number;
  readonly known: number;
  readonly beside: number;
}

function counted({ added, beside }: Came, words: { readonly one: string; readonly other: string }): string {
  const count = added + beside;
  return count === 0 ? '' : `${format.count(count)} ${plural(count, words)}`;
}

/** What this browser keeps of the page. */
export const storage = {
  title: 'Kept in this browser',
  offline: 'Without a network',
  recorded: 'The page and everything recorded',
  live: 'What training needs besides',
  extra: 'Other pictures, as they were used',
  guesses: 'Guesses',
  guessCount: (questions: number) =>
    questions === 0
      ? 'none'
      : `for ${format.count(questions)} ${plural(questions, { one: 'question', other: 'questions' })}`,
  of: (kept: number, all: number) =>
    kept >= all ? `${format.bytes(all)}, all of it` : `${format.bytes(kept)} of ${format.bytes(all)}`,
  states: {
    waiting: 'Once the page has come to rest, it keeps what was recorded by itself.',
    unasked: 'This browser asks pages to save data, so nothing is kept until you say so.',
    preparing: 'What was recorded is being kept …',
    recorded:
      'The page opens without a network, and every recorded run plays. What trains here is kept as it is used.',
    whole: 'The page opens and trains without a network; other pictures are kept once they were trained on.',
    impossible:
      'This browser keeps no copy of the page here (a private window, an address without https, or an older browser). With a network everything works as ever.',
    failed:
      'The page could not be kept: the connection ended, the host has another version, or the disk is full. It is tried again at the next visit.',
  },
  keep: (bytes: number | null) =>
    bytes === null ? 'Keep everything for offline' : `Keep everything for offline (${format.bytes(bytes)})`,
  progress: 'Keeping everything for offline',
  arrived: (done: number, total: number) => `${format.bytes(done)} of ${format.bytes(total)}`,
  end: 'Stop',
  problems: {
    'no-room':
      'The browser has no room left for it. What has arrived stays; delete runs that you no longer need, or go on without.',
    'no-connection':
      'The connection ended. What has arrived stays; press the button again to go on from there.',
    'other-version': 'The host has a newer version of the page by now. Reload the page, then keep that one.',
    failed: 'It could not be kept. Reload the page and try again.',
  },
  everything: {
    title: 'Everything in one file',
    about:
      'Runs with their weights, decks, datasets of your own and guesses: to take along to another computer or browser, or to keep elsewhere. Of networks of your own it holds what they were, and not their weights: keep those files too. Brought back, it stands beside what is here; nothing is overwritten.',
    save: 'Save everything as one file',
    bring: 'Bring back from a file',
    saving: 'Saving everything',
    bringing: 'Bringing everything back',
    ended: 'Ended. What came in before is whole and stays.',
    fileName: (date: Date) => `smm-explorer ${date.toISOString().slice(0, 10)}.zip`,
    saved: ({ runs, decks, datasets }: Readonly<Record<'runs' | 'decks' | 'datasets', number>>) =>
      `Saved: ${format.count(runs)} ${plural(runs, { one: 'run', other: 'runs' })}, ${format.count(decks)} ${plural(decks, { one: 'deck', other: 'decks' })}, ${format.count(datasets)} ${plural(datasets, { one: 'dataset', other: 'datasets' })}, and all guesses.`,
    came: (came: Readonly<Record<'runs' | 'decks' | 'datasets' | 'guesses' | 'networks', Came>>) => {
      const added = [
        counted(came.runs, { one: 'run', other: 'runs' }),
        counted(came.decks, { one: 'deck', other: 'decks' }),
        counted(came.datasets, { one: 'dataset', other: 'datasets' }),
        counted(came.guesses, { one: 'question with guesses', other: 'questions with guesses' }),
      ].filter((words) => words !== '');
      const beside = came.runs.beside + came.decks.beside;
      const known = came.runs.known + came.decks.known + came.datasets.known + came.guesses.known;
      return [
        added.length > 0 ? `Came in: ${added.join(', ')}.` : 'Nothing new was in the file.',
        beside > 0 ? `${format.count(beside)} of them had changed here: both versions are kept.` : '',
        known > 0 ? `${format.count(known)} were here already.` : '',
        came.networks.added > 0
          ? `It names ${format.count(came.networks.added)} ${plural(came.networks.added, { one: 'network', other: 'networks' })} of your own whose weights are not in it: Networks of your own says how to bring them.`
          : '',
      ]
        .filter((words) => words !== '')
        .join(' ');
    },
  },
  remove: 'Delete',
  removeLive: 'Delete what training needs',
  removeGuesses: 'Delete all guesses',
  disk: 'Disk',
  diskUse: (used: number, free: number) =>
    `${format.bytes(used)} used by this page’s host, ${format.bytes(free)} free`,
  diskUnknown: 'This browser does not say.',
  lasting: 'The browser has promised to delete nothing by itself.',
  fleeting: 'The browser may delete it when the disk is full.',
  ask: 'Ask it to keep everything',
  nothing: 'This browser keeps no runs for this page (a private window, perhaps). Save runs as files.',
};
