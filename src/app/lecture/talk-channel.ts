/**
 * What the windows of one talk say to each other, in this browser alone: the audience's, the presenter's, a second
 * projector's. Each says what it shows when that changes; whoever hears it shows the same.
 */
import type { Deck } from '../../data/deck';
import type { Guesses } from '../../store/guesses';
import type { Stamp } from './talk-clock';

export type Role = 'stage' | 'presenter';

/** What a window of the talk shows. */
export interface TalkState {
  readonly deckId: string;
  readonly slideId: string;
  readonly blank: boolean;
  /** the state of the page, as a link */
  readonly query: string;
  /** what was guessed and shown on this slide; null where it asks nothing */
  readonly guesses: SlideGuesses | null;
}

export interface SlideGuesses {
  readonly given: Guesses['given'][string];
  readonly draft: Guesses['drafts'][string] | null;
  readonly revealed: boolean;
}

/** A place on a slide that means the same in a window of another size: inside a picture, or inside a part. */
export interface Anchored {
  readonly anchor: string;
  /** which picture of that part; null = the part itself */
  readonly picture: number | null;
  /** 0..1 from the left and from the top */
  readonly x: number;
  readonly y: number;
}

export type TalkMessage =
  | { readonly type: 'hello' | 'bye'; readonly from: Role }
  | {
      readonly type: 'state';
      readonly from: Role;
      readonly at: Stamp;
      readonly state: TalkState;
      readonly deck: Deck | null;
    }
  | { readonly type: 'pointer'; readonly from: Role; readonly at: Anchored | null };

export interface TalkChannel {
  send(message: TalkMessage): void;
  close(): void;
}

/** @returns null in a browser without such channels: then each window is for itself */
export function openTalkChannel(talk: string, hear: (message: TalkMessage) => void): TalkChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(`smm-explorer-talk-${talk}`);
  channel.addEventListener('message', ({ data }: MessageEvent<TalkMessage>) => hear(data));
  return {
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
