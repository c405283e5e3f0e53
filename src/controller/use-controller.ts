import { createContext, useContext } from 'react';
import type { Controller } from './controller';

export const ControllerContext = createContext<Controller | null>(null);

/** The controller that the app provides. */
export function useController(): Controller {
  const controller = useContext(ControllerContext);
  if (!controller) throw new Error('No controller here: wrap the tree in <ControllerContext value={…}>.');
  return controller;
}
