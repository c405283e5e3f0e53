import type { MouseEvent, ReactNode } from 'react';
import { goTo } from '../store/actions';
import { writeLink } from '../store/link';
import { explorer, useExplorer } from '../store/store';
import { entrance, places, type Place } from '../store/view';
import { Icon } from '../ui/controls/icon';
import { useMessages } from '../ui/use-messages';
import styles from './places.module.css';

const listed = places.filter((place) => place !== entrance);

/** The page's places; the entrance lies behind the page's name. */
export function Places() {
  const { app } = useMessages();
  return (
    <nav className={styles.places} aria-label={app.placesRegion}>
      <ul>
        {listed.map((place) => (
          <li key={place}>
            <PlaceLink place={place} className={styles.place}>
              {app.places[place]}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same in one button, where a row of them has no room: the reader's own menu, as their device has it. */
export function PlacesMenu() {
  const { app } = useMessages();
  const here = useExplorer(({ view }) => view.place);
  return (
    <nav className={styles.menu} aria-label={app.placesRegion}>
      <select
        aria-label={app.placesRegion}
        value={here}
        onChange={({ target }) => goTo(places.find((place) => place === target.value) ?? entrance)}
      >
        {places.map((place) => (
          <option key={place} value={place}>
            {app.places[place]}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </nav>
  );
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly className?: string | undefined;
  /** where what is seen does not spell it out */
  readonly name?: string;
  readonly children: ReactNode;
}

/** A link, so that it opens in another tab too; here it changes the place alone. */
export function PlaceLink({ place, className, name, children }: PlaceLinkProps) {
  const here = useExplorer(({ view }) => view.place);
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(place);
  };
  return (
    <a
      className={className}
      aria-label={name}
      href={linkTo(place)}
      aria-current={place === here ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}

function linkTo(place: Place): string {
  const { settings, view, table } = explorer.getState();
  return writeLink({ settings, view: { ...view, place }, table }) || './';
}
