import { initialOwnData, type OwnData } from '../../store/own-data';

/** Pictures of one's own as a class of birds might have them: unbalanced, with copies that leak and one torn file. */
export const fixtureOwnData: OwnData = {
  ...initialOwnData,
  state: 'ready',
  opened: { importId: 'birds', id: 'own:0123456789abcdef', message: null },
  imports: [
    {
      ...{ id: 'birds', name: 'birds.zip', format: 'a ZIP of a folder per class', state: 'ready' },
      ...{ source: '', options: { keptSide: 384, labels: 'fine' }, classNames: null },
      ...{ done: 431, total: 431, blocks: 5, pictures: 0, bytes: 18.4e6, created: 0, updated: 0 },
      leftOut: [{ path: 'birds/wren/torn.jpg', message: 'This JPEG is cut short. Save it again.' }],
      leftOutCount: 1,
    },
  ],
  datasets: [
    {
      ...{
        id: 'own:0123456789abcdef',
        hash: '0123456789abcdef',
        importId: 'birds',
        name: 'Birds of the garden',
      },
      options: {
        ...{ seed: 0, testShare: 0.2, resplit: false, duplicates: 'keep' },
        renamed: [['other', null]],
        relabelled: [],
      },
      classes: ['blackbird', 'robin', 'sparrow', 'wren'],
      counts: [
        { name: 'blackbird', train: 120, test: 30 },
        { name: 'robin', train: 96, test: 24 },
        { name: 'sparrow', train: 104, test: 26 },
        { name: 'wren', train: 24, test: 6 },
      ],
      ...{ train: 344, test: 86, nativeSide: 128, seeded: false, unlabelled: 0, created: 0, updated: 0 },
      duplicates: {
        ...{ groups: 2, extra: 2, leaked: 1, conflicting: 0 },
        listed: [
          { pictures: ['train/robin/3.jpg', 'test/robin/1.jpg'], count: 2, leaks: true, conflicts: false },
          { pictures: ['train/wren/2.jpg', 'train/wren/9.jpg'], count: 2, leaks: false, conflicts: false },
        ],
      },
    },
  ],
};
