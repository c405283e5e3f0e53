import { describe, expect, it } from 'vitest';
import { plainWords, wordBlocks } from './words';

const plain = (text: string) => ({ kind: 'plain', text });

describe('words', () => {
  it('are paragraphs and lists', () => {
    expect(wordBlocks('One\nline.\n\nTwo.\n- a\n- b\n\n1. c')).toEqual([
      { kind: 'paragraph', spans: [plain('One line.')] },
      { kind: 'paragraph', spans: [plain('Two.')] },
      { kind: 'list', numbered: false, items: [[plain('a')], [plain('b')]] },
      { kind: 'list', numbered: true, items: [[plain('c')]] },
    ]);
  });

  it('carry emphasis, code and formulae', () => {
    const [block] = wordBlocks('A *b* **c d** `e*f*` $x_i$ g');
    expect(block).toMatchObject({
      spans: [
        plain('A '),
        { kind: 'emphasis', text: 'b' },
        plain(' '),
        { kind: 'strong', text: 'c d' },
        plain(' '),
        { kind: 'code', text: 'e*f*' },
        plain(' '),
        { kind: 'formula', text: 'x_i' },
        plain(' g'),
      ],
    });
  });

  it.each(['<img src=x onerror=alert(1)>', '5 * 3 * 2', 'it costs $5 or $6', '**', ''])(
    'leave %j as it is',
    (text) => {
      expect(plainWords(text)).toBe(text);
    },
  );

  it('are read out without their marks', () => {
    expect(plainWords('**Masks** differ.\n- per *picture*')).toBe('Masks differ. per picture');
  });
});
