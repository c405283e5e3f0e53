import { useEffect, useState, type MouseEvent } from 'react';
import styles from './jump-list.module.css';

interface JumpListProps {
  readonly label: string;
  /** ids of elements on this page, from the top down */
  readonly entries: readonly { readonly id: string; readonly name: string }[];
}

/** The parts of a long place in one row, the one in view marked. It stays in reach and keeps the link as it is. */
export function JumpList({ label, entries }: JumpListProps) {
  const current = useCurrent(entries.map(({ id }) => id).join(' '));
  const follow = (event: MouseEvent, id: string) => {
    const target = document.getElementById(id);
    if (!target || event.metaKey || event.ctrlKey || event.shiftKey) return;
    // a fragment would stand in the link, which is the page's state
    event.preventDefault();
    target.scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  };
  return (
    <nav className={styles.jump} aria-label={label}>
      <ul>
        {entries.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={(event) => follow(event, id)}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The part that the upper third of the window is in. */
function useCurrent(ids: string): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const seen = new Set<string>();
    const order = ids.split(' ');
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        const first = order.find((id) => seen.has(id));
        if (first !== undefined) setCurrent(first);
      },
      { rootMargin: '-15% 0px -60% 0px' },
    );
    for (const id of order) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [ids]);
  return current;
}
