import { createContext, useContext } from 'react';
import { catalogues, type Messages } from '../messages/messages';

export const MessagesContext = createContext<Messages>(catalogues.en);

/** The texts in the page's language. */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}
