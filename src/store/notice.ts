/** One sentence for the person, with at most one way on. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warn' | 'bad';
  readonly text: string;
  /** goes by itself, soon: it stands over the page, which does not move for it */
  readonly passing?: boolean;
  /** what the button does; the controller knows how */
  readonly action: { readonly label: string; readonly command: NoticeCommand } | null;
}

export type NoticeCommand =
  | 'resume-stored'
  | 'go-on-interrupted'
  | 'train-waiting'
  | 'restart-engine'
  | 'reload-recorded'
  | 'try-remedy'
  | 'use-update';
