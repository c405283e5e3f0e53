import type { Place } from '../store/view';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Popover } from '../ui/controls/popover';
import { useMessages } from '../ui/use-messages';
import { DevicePanel } from '../views/device/Panel';
import { RunBarPanel } from '../views/run-bar/Panel';
import { UndoPanel } from '../views/undo/Panel';
import { AddToDeck } from './add-to-deck';
import styles from './header.module.css';
import { LanguageSwitch } from './language-switch';
import { PlaceLink, Places, PlacesMenu } from './places';
import { RailSheet } from './rail';
import { ShareButton } from './share-button';
import { useMedia } from './use-media';

/** Where what is seldom needed lies behind one sign. */
const narrow = '(max-width: 47.99rem)';
/** Where places are a menu: beside the run bar, or on a telephone, their row has no room. */
const tight = '(min-width: 60rem) and (max-width: 74.99rem), (max-width: 47.99rem)';

interface HeaderProps {
  /** the switches lie behind a button */
  readonly sheet: boolean;
  readonly place: Place;
  onHelp(): void;
}

/** The page's name and places, the run, and what is done with the page as a whole: one line at every width. */
export function Header({ onHelp, sheet, place }: HeaderProps) {
  const { app } = useMessages();
  const menus = useMedia(narrow);
  const listed = !useMedia(tight);
  return (
    <header className={styles.header}>
      <h1 className={styles.mark}>
        <PlaceLink place="door" name={app.name}>
          SMM
          <span className={styles.rest}>
            <i>·</i>Explorer
          </span>
        </PlaceLink>
      </h1>
      {listed ? <Places /> : <PlacesMenu />}
      <RunBarPanel />
      <div className={styles.tools}>
        <UndoPanel />
        {sheet && <RailSheet place={place} />}
        {menus ? <More onHelp={onHelp} /> : <Tools onHelp={onHelp} />}
      </div>
    </header>
  );
}

function Tools({ onHelp }: Pick<HeaderProps, 'onHelp'>) {
  const { help } = useMessages();
  return (
    <>
      <DevicePanel />
      <AddToDeck />
      <ShareButton />
      <LanguageSwitch className={styles.language} />
      <Button look="quiet" aria-label={help.open} onClick={onHelp}>
        ?
      </Button>
    </>
  );
}

/** The same tools in words, where there is no room for their signs. */
function More({ onHelp }: Pick<HeaderProps, 'onHelp'>) {
  const { app, help } = useMessages();
  const trigger = (
    <Button look="quiet" aria-label={app.more}>
      <Icon name="more" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={app.more}>
      {(close) => (
        <div className={styles.more}>
          <DevicePanel look="row" />
          <AddToDeck look="row" />
          <ShareButton look="row" />
          <LanguageSwitch look="row" />
          <Button
            look="quiet"
            onClick={() => {
              close();
              onHelp();
            }}
          >
            <Icon name="info" />
            {help.open}
          </Button>
        </div>
      )}
    </Popover>
  );
}
