import type { DragEvent } from 'react';

/** What makes an element take files that are dropped on it. */
export function dropTarget(take: (files: readonly File[]) => void) {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      take([...event.dataTransfer.files]);
    },
  };
}
