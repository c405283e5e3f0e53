import type { MouseEvent } from 'react';
import { goTo } from '../store/actions';
import { writeLink } from '../store/link';
import { explorer, useExplorer } from '../store/store';
import { places, type Place } from '../store/view';
import { useMessages } from '../ui/use-messages';
import styles from './places.module.css';

/** The page's places. They are links, so that they open in another tab too; here they change the place alone. */
export function Places() {
  const { app } = useMessages();
  const here = useExplorer(({ view }) => view.place);
  const follow = (event: MouseEvent, place: Place) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(place);
  };
  return (
    <nav className={styles.places} aria-label={app.placesRegion}>
      <ul>
        {places.map((place) => (
          <li key={place}>
            <a
              className={styles.place}
              href={linkTo(place)}
              aria-current={place === here ? 'page' : undefined}
              onClick={(event) => follow(event, place)}
            >
              {app.places[place]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function linkTo(place: Place): string {
  const { settings, view, table } = explorer.getState();
  return writeLink({ settings, view: { ...view, place }, table }) || './';
}
