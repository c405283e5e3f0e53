import { expect, it } from 'vitest';
import { blocks, type BlockId } from '../../core/ablation/registry';
import { chinese } from '../../messages/chinese/chinese';
import { english } from '../../messages/english/english';
import { documentParts } from '../../store/document';

it.each([english, chinese])('names in words what can be undone ($language)', ({ undo }) => {
  const switches = blocks.map(({ id }) => id);
  const unnamed = documentParts.filter((part) => !switches.includes(part as BlockId));
  expect(Object.keys(undo.parts).sort()).toEqual([...unnamed].sort());
});
