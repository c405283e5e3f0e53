import { useState } from 'react';

/** True from the first time that something opens: what it needs is loaded then, and stays. */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted || open;
}
