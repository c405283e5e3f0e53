import { Fragment } from 'react';
import { wordBlocks, type Span } from '../../lib/words';
import { Formula } from './formula';
import styles from './words.module.css';

/** Words in the page's small markup (lib/words.ts): paragraphs and lists with emphasis and formulae. */
export function Words({ text }: { readonly text: string }) {
  return (
    <div className={styles.words}>
      {wordBlocks(text).map((block, i) => {
        if (block.kind === 'paragraph') {
          return (
            <p key={i}>
              <Spans spans={block.spans} />
            </p>
          );
        }
        const List = block.numbered ? 'ol' : 'ul';
        return (
          <List key={i}>
            {block.items.map((spans, item) => (
              <li key={item}>
                <Spans spans={spans} />
              </li>
            ))}
          </List>
        );
      })}
    </div>
  );
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map(({ kind, text }, i) => {
    switch (kind) {
      case 'plain':
        return <Fragment key={i}>{text}</Fragment>;
      case 'strong':
        return <strong key={i}>{text}</strong>;
      case 'emphasis':
        return <em key={i}>{text}</em>;
      case 'code':
        return <code key={i}>{text}</code>;
      case 'formula':
        return <Formula key={i} tex={text} inline />;
      default:
        return kind satisfies never;
    }
  });
}
