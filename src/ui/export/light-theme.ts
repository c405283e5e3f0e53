/**
 * Works something out in the page's light colours, whatever its theme. The theme is switched and switched back within
 * one task, so nobody sees it; nothing may fade meanwhile, or it would still be on its way.
 */
export function inLightTheme<Result>(work: () => Result): Result {
  const root = document.documentElement;
  const { theme } = root.dataset;
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets.push(still);
  root.dataset['theme'] = 'light';
  try {
    return work();
  } finally {
    if (theme === undefined) delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    // the old colours must be in force before things may fade again
    void getComputedStyle(root).color;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
  }
}
