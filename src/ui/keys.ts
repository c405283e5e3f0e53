/**
 * Every key of the page, by the place where it works. Handlers ask `commandOf`, the sheet of keys lists the same table,
 * so what is said of a key is what it does.
 *
 * `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export const keys = {
  everywhere: {
    undo: ['Mod+Z'],
    redo: ['Mod+Shift+Z', 'Mod+Y'],
    close: ['Escape'],
    help: ['?'],
  },
  run: {
    play: ['Space'],
    step: ['.'],
  },
  pictures: {
    pin: ['B'],
  },
  variant: {
    beside: ['B'],
  },
  divider: {
    left: ['ArrowLeft', 'ArrowDown'],
    right: ['ArrowRight', 'ArrowUp'],
    farLeft: ['Shift+ArrowLeft', 'PageDown'],
    farRight: ['Shift+ArrowRight', 'PageUp'],
    first: ['Home'],
    last: ['End'],
  },
  chart: {
    back: ['ArrowLeft', 'ArrowDown'],
    forth: ['ArrowRight', 'ArrowUp'],
    farBack: ['Shift+ArrowLeft', 'PageDown'],
    farForth: ['Shift+ArrowRight', 'PageUp'],
    first: ['Home'],
    last: ['End'],
  },
  picture: {
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    left: ['ArrowLeft'],
    right: ['ArrowRight'],
    farUp: ['Shift+ArrowUp'],
    farDown: ['Shift+ArrowDown'],
    farLeft: ['Shift+ArrowLeft'],
    farRight: ['Shift+ArrowRight'],
    save: ['S', 'ContextMenu'],
  },
  slow: {
    back: ['ArrowLeft', 'PageUp'],
    forth: ['ArrowRight', 'PageDown'],
  },
  strip: {
    previous: ['ArrowLeft'],
    next: ['ArrowRight'],
    first: ['Home'],
    last: ['End'],
  },
  stage: {
    forward: ['Space', 'ArrowRight', 'ArrowDown', 'PageDown'],
    back: ['Backspace', 'ArrowLeft', 'ArrowUp', 'PageUp'],
    first: ['Home'],
    last: ['End'],
    jump: ['Enter'],
    blank: ['B', '.'],
    pointer: ['P'],
    fullscreen: ['F'],
    leave: ['Escape'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** How the sheet of keys lists them: in rows that are read as one. Every command stands in one row. */
export const keyRows = {
  everywhere: { undo: ['undo'], redo: ['redo'], close: ['close'], help: ['help'] },
  run: { play: ['play'], step: ['step'] },
  pictures: { pin: ['pin'] },
  strip: { move: ['previous', 'next'], ends: ['first', 'last'] },
  picture: {
    move: ['left', 'up', 'down', 'right'],
    far: ['farLeft', 'farUp', 'farDown', 'farRight'],
    save: ['save'],
  },
  slow: { move: ['back', 'forth'] },
  variant: { beside: ['beside'] },
  divider: { move: ['left', 'right'], far: ['farLeft', 'farRight'], ends: ['first', 'last'] },
  stage: {
    forward: ['forward'],
    back: ['back'],
    ends: ['first', 'last'],
    jump: ['jump'],
    blank: ['blank'],
    pointer: ['pointer'],
    fullscreen: ['fullscreen'],
    leave: ['leave'],
  },
  chart: { move: ['back', 'forth'], far: ['farBack', 'farForth'], ends: ['first', 'last'] },
} as const satisfies {
  readonly [Place in KeyPlace]: Readonly<Record<string, readonly KeyCommand<Place>[]>>;
};

export type KeyPlace = keyof typeof keys;
export type KeyCommand<Place extends KeyPlace> = keyof (typeof keys)[Place] & string;

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key asks for in a place; null = nothing there. */
export function commandOf<Place extends KeyPlace>(place: Place, event: Pressed): KeyCommand<Place> | null {
  const table: Readonly<Record<string, readonly string[]>> = keys[place];
  const found = Object.keys(table).find((command) => table[command]!.some((spec) => matches(spec, event)));
  return (found as KeyCommand<Place> | undefined) ?? null;
}

/** @param spec a key of `KeyboardEvent`, letters in capitals, `Space` by its name; before it `Mod+`, `Shift+` */
export function matches(spec: string, event: Pressed): boolean {
  const names = spec.split('+');
  const key = names.at(-1)!;
  const pressed = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // a sign such as ? may need Shift, by the keyboard's layout
  const sign = key.length === 1 && !/[A-Z]/.test(key);
  return (
    pressed === key &&
    !event.altKey &&
    (event.ctrlKey || event.metaKey) === names.includes('Mod') &&
    (sign || event.shiftKey === names.includes('Shift'))
  );
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Backspace: '⌫',
  Enter: '↵',
  ContextMenu: '☰',
};

/** What stands on the keys, one after the other. @param words of the page's language for keys that have one */
export function keySigns(
  spec: string,
  { mac, space }: { readonly mac: boolean; readonly space: string },
): string[] {
  return spec.split('+').map((name) => {
    if (name === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (name === 'Shift') return mac ? '⇧' : 'Shift';
    if (name === 'Space') return space;
    return signs[name] ?? name;
  });
}
