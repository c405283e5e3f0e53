/** The copy that the page keeps of itself. */
export const offline = {
  update: 'A new version is ready. It is used once the page is reloaded.',
  updateAfterRun:
    'A run is training, and a reload would end it. Pause or stop it, then use the new version: what is paused is kept, and can go on after it.',
  useUpdate: 'Reload',
};
