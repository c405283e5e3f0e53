/** Line icons on a 16-pixel grid, drawn in the text's colour. They stand beside a word or carry none. */
const paths = {
  play: <path d="M5 3.2v9.6L12.6 8z" fill="currentColor" strokeLinejoin="round" />,
  pause: <path d="M5.2 3.5v9M10.8 3.5v9" strokeWidth="2.4" />,
  step: (
    <>
      <path d="M3.6 3.6v8.8L9.8 8z" fill="currentColor" strokeLinejoin="round" />
      <path d="M12.2 3.5v9" strokeWidth="1.8" />
    </>
  ),
  back: <path d="M9.8 3.8 5.6 8l4.2 4.2" />,
  forward: <path d="M6.2 3.8 10.4 8l-4.2 4.2" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />,
  reset: <path d="M3.4 6.2A5.2 5.2 0 1 1 2.9 9M3.2 2.8v3.6h3.6" />,
  undo: <path d="M5.8 3 2.8 6l3 3M3 6h6.2a3.6 3.6 0 0 1 0 7.2H6" strokeLinejoin="round" />,
  redo: <path d="m10.2 3 3 3-3 3M13 6H6.8a3.6 3.6 0 0 0 0 7.2H10" strokeLinejoin="round" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  seed: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" />
      <path d="M5.7 5.7h.01M10.3 10.3h.01M8 8h.01M10.3 5.7h.01M5.7 10.3h.01" strokeWidth="1.7" />
    </>
  ),
  link: (
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.1-2.1a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
  ),
  fork: (
    <path d="M2.5 8h4.2c3 0 2.6-4.2 6.3-4.2M6.7 8c3 0 2.6 4.2 6.3 4.2M11.2 2l1.9 1.8-1.9 1.8M11.2 10.4l1.9 1.8-1.9 1.8" />
  ),
  check: <path d="m3.2 8.6 3 3 6.6-7" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  slides: (
    <>
      <rect x="2.5" y="3" width="11" height="7.6" rx="1.2" />
      <path d="M8 5v3.6M6.2 6.8h3.6M5.2 13.2h5.6" />
    </>
  ),
  copy: (
    <>
      <rect x="5.6" y="5.6" width="7.6" height="7.6" rx="1.4" />
      <path d="M10.4 5.6V4.2a1.4 1.4 0 0 0-1.4-1.4H4.2a1.4 1.4 0 0 0-1.4 1.4V9a1.4 1.4 0 0 0 1.4 1.4h1.4" />
    </>
  ),
  trash: <path d="M3 4.4h10M6.3 4.4V2.8h3.4v1.6M4.4 4.4l.6 8.8h6l.6-8.8" strokeLinejoin="round" />,
  up: <path d="M8 12.8V3.2M4.2 7 8 3.2 11.8 7" />,
  down: <path d="M8 3.2v9.6M4.2 9 8 12.8 11.8 9" />,
  left: <path d="M9.8 3.2 5 8l4.8 4.8" />,
  right: <path d="M6.2 3.2 11 8l-4.8 4.8" />,
  expand: <path d="M9.6 2.8h3.6v3.6M6.4 13.2H2.8V9.6M13.2 2.8 9.4 6.6M2.8 13.2l3.8-3.8" />,
  window: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.2" />
      <path d="M2.5 6h11M9 6v7" />
    </>
  ),
  print: (
    <path d="M4.6 6V2.8h6.8V6M4.6 11.4H2.8V6h10.4v5.4h-1.8M4.6 9.4h6.8v3.8H4.6z" strokeLinejoin="round" />
  ),
  chevron: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  sliders: <path d="M2.5 5h5.2M11.3 5h2.2M2.5 11h2.2M8.3 11h5.2M9.5 3.2v3.6M6.5 9.2v3.6" />,
  save: <path d="M8 2.8v7.4M4.8 7.2 8 10.4l3.2-3.2M3 13h10" />,
  beside: (
    <>
      <rect x="2.4" y="3.2" width="4.6" height="9.6" rx="1" />
      <rect x="9" y="3.2" width="4.6" height="9.6" rx="1" fill="currentColor" />
    </>
  ),
  info: <path d="M8 7.3v4M8 4.7h.01M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z" />,
  warning: <path d="M8 6.2v3.4M8 11.8h.01M8 2.4 14 13H2z" strokeLinejoin="round" />,
};

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="1.15em"
      height="1.15em"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  );
}
