import { changeView } from './actions';
import { explorer } from './store';
import { pictureId, type LayoutView, type Selection, type SurveyPanel, type SurveyView } from './survey';

/** How the store changes where all test pictures are looked at. */

export function changeSurvey(change: Partial<SurveyView>): void {
  const { survey } = explorer.getState().view;
  changeView({ survey: { ...survey, ...change }, at: 'survey' });
}

/** Opens the card of one picture in the panel where it was picked; null closes it. */
export function pickPicture(index: number | null, pickedIn: SurveyPanel): void {
  explorer.setState({ pickedIn });
  changeSurvey({ picture: index === null ? null : pictureId(index) });
}

/** Marks pictures in every panel; the same part again, or none, gives them up. */
export function choosePictures(selection: Selection | null): void {
  explorer.setState(({ selection: before }) => ({ selection: isSame(before, selection) ? null : selection }));
}

function isSame(one: Selection | null, other: Selection | null): boolean {
  return one !== null && one.source === other?.source && one.part === other.part;
}

/** Layouts that are kept: a live run has another one at every epoch. */
const MOST_LAYOUTS = 8;

/** Puts a layout in its place, and lets the oldest go. */
export function putLayout(key: string, layout: LayoutView): void {
  explorer.setState(({ layouts }) => {
    const { [key]: known, ...others } = layouts;
    if (known) return { layouts: { ...layouts, [key]: layout } };
    return {
      layouts: Object.fromEntries([...Object.entries(others).slice(1 - MOST_LAYOUTS), [key, layout]]),
    };
  });
}

export function dropLayout(key: string): void {
  explorer.setState(({ layouts }) => ({
    layouts: Object.fromEntries(Object.entries(layouts).filter(([known]) => known !== key)),
  }));
}
