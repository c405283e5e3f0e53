import { useEffect, useMemo, useRef, useState } from 'react';
import type { Deck } from '../../data/deck';
import { sameValue } from '../../store/document';
import { addressedState, linkedDeck } from '../../store/lecture';
import { writeLink } from '../../store/link';
import { explorer, useExplorer } from '../../store/store';
import { openTalkChannel, type Anchored, type Role, type TalkChannel } from './talk-channel';
import { TalkClock } from './talk-clock';
import { showTalk, talkState } from './talk-state';

/** The other window of a talk, as this one sees it. */
export interface Talk {
  /** it is there and follows */
  readonly paired: boolean;
  /** the browser refused to open it; `address` is where it would be */
  readonly blocked: boolean;
  readonly address: string;
  openOther(): void;
  point(at: Anchored | null): void;
  /** @returns ends it */
  onPoint(listener: (at: Anchored | null) => void): () => void;
}

/** Milliseconds between two words to the other window, at least. */
const pace = 40;

/** Keeps this window and the others of the same talk in step, whoever moves. */
export function useTalk(role: Role): Talk {
  const talk = useExplorer(({ view }) => view.talk);
  const [paired, setPaired] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const channel = useRef<TalkChannel | null>(null);
  const pointers = useRef(new Set<(at: Anchored | null) => void>());

  useEffect(() => {
    if (talk === null) return;
    // what was last said or heard: nobody repeats what they were told
    let known = '';
    let sentDeck: Deck | null = null;
    const clock = new TalkClock(crypto.randomUUID());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      timer = undefined;
      const state = talkState();
      const draft = explorer.getState().lecture.draft;
      if (!state || !draft) return;
      const deck = sameValue(draft.deck, sentDeck) ? null : draft.deck;
      const text = JSON.stringify(state);
      if (text === known && !deck) return;
      [known, sentDeck] = [text, draft.deck];
      channel.current?.send({ type: 'state', from: role, at: clock.next(), state, deck });
    };
    const opened = openTalkChannel(talk, (message) => {
      if (message.type === 'pointer') {
        for (const listener of pointers.current) listener(message.at);
        return;
      }
      if (message.from !== role) setPaired(message.type !== 'bye');
      if (message.type === 'hello') {
        [known, sentDeck] = ['', null];
        say();
      }
      if (message.type !== 'state' || !clock.hear(message.at)) return;
      showTalk(message.state, message.deck);
      known = JSON.stringify(talkState());
      sentDeck = explorer.getState().lecture.draft?.deck ?? null;
    });
    channel.current = opened;
    opened?.send({ type: 'hello', from: role });
    const unsubscribe = explorer.subscribe(() => {
      timer ??= setTimeout(say, pace);
    });
    const bye = () => opened?.send({ type: 'bye', from: role });
    window.addEventListener('pagehide', bye);
    return () => {
      window.removeEventListener('pagehide', bye);
      clearTimeout(timer);
      unsubscribe();
      bye();
      opened?.close();
      channel.current = null;
      setPaired(false);
    };
  }, [talk, role]);

  return useMemo(
    () => ({
      paired,
      blocked,
      address: blocked ? otherAddress(role) : '',
      openOther() {
        if (explorer.getState().view.talk === null) {
          explorer.setState(({ view }) => ({ view: { ...view, talk: newTalk() } }));
        }
        const other = window.open(otherAddress(role), '_blank', 'popup,width=1180,height=780');
        setBlocked(other === null);
      },
      point: (at) => channel.current?.send({ type: 'pointer', from: role, at }),
      onPoint(listener) {
        const { current } = pointers;
        current.add(listener);
        return () => current.delete(listener);
      },
    }),
    [paired, blocked, role],
  );
}

function newTalk(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** The same slide in the other role; a deck that came with the link goes along. */
function otherAddress(role: Role): string {
  const here = addressedState(explorer.getState());
  const lectern = role === 'stage' ? 'presenter' : 'stage';
  const query = writeLink({ ...here, view: { ...here.view, lectern } });
  return `${location.pathname}${query}${here.view.deck === linkedDeck ? location.hash : ''}`;
}
