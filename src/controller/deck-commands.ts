/** What the person can ask for in the lecture place. What comes of it stands in `lecture` of the store. */
export interface DeckCommands {
  /** reads the shelf, and brings the deck that the page names whenever it names another one */
  open(): void;
  /** a new deck, open in the editor */
  create(): void;
  /** a deck of one's own like this one, open in the editor */
  duplicate(id: string): void;
  rename(id: string, title: string): void;
  remove(id: string): void;
  putBack(): void;
  /** takes deck files in */
  take(files: readonly File[]): void;
  /** saves a deck as a file */
  save(id: string): void;
  /** appends a slide of what is on screen to the deck that was worked on last, and opens the editor at it */
  addState(): void;
  /** puts what is on screen into the slide that is open in the editor */
  takeOverState(): void;
  /** copies a link to a deck, or to one slide of it */
  copyLink(id: string, slide?: string): void;
  /** copies the code that shows one slide inside another page */
  copyEmbed(id: string, slide: string): void;
}
