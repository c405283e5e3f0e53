/**
 * A small markup for words: paragraphs and lists with emphasis, nothing else. There is no HTML in it: a tag is text like
 * any other. `**strong**`, `*emphasis*`, `` `code` ``, `$formula$`; a list is lines that begin with `- ` or `1. `.
 */
export type WordBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly numbered: boolean; readonly items: readonly (readonly Span[])[] };

export interface Span {
  readonly kind: 'plain' | 'strong' | 'emphasis' | 'code' | 'formula';
  readonly text: string;
}

const bullet = /^[-•] +/;
const number = /^\d{1,3}[.)] +/;

export function wordBlocks(text: string): readonly WordBlock[] {
  const blocks: WordBlock[] = [];
  for (const part of text.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
    let paragraph: string[] = [];
    const end = () => {
      if (paragraph.length > 0) blocks.push({ kind: 'paragraph', spans: spansOf(paragraph.join(' ')) });
      paragraph = [];
    };
    for (const line of part.split('\n').map((one) => one.trim())) {
      const mark = bullet.exec(line) ?? number.exec(line);
      if (!mark) {
        if (line !== '') paragraph.push(line);
        continue;
      }
      end();
      const numbered = !bullet.test(line);
      const item = spansOf(line.slice(mark[0].length));
      const last = blocks.at(-1);
      if (last?.kind === 'list' && last.numbered === numbered) {
        blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
      } else blocks.push({ kind: 'list', numbered, items: [item] });
    }
    end();
  }
  return blocks;
}

const marks: readonly (readonly [Span['kind'], RegExp])[] = [
  ['code', /`([^`]+)`/],
  ['formula', /\$([^$\s](?:[^$]*[^$\s])?)\$/],
  ['strong', /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/],
  ['emphasis', /\*([^*\s](?:[^*]*[^*\s])?)\*/],
];
const mark = new RegExp(marks.map(([, pattern]) => pattern.source).join('|'), 'g');

function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) spans.push({ kind: 'plain', text: text.slice(from, to) });
  };
  for (const match of text.matchAll(mark)) {
    plain(match.index);
    const which = match.slice(1).findIndex((group) => group !== undefined);
    spans.push({ kind: marks[which]![0], text: match[which + 1]! });
    from = match.index + match[0].length;
  }
  plain(text.length);
  return spans;
}

/** The words without their marks, for lists and for who listens. */
export function plainWords(text: string): string {
  return wordBlocks(text)
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.spans]))
    .map((spans) => spans.map((span) => span.text).join(''))
    .join(' ');
}
