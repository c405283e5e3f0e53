import { describe, expect, it } from 'vitest';
import { english } from '../messages/english/english';
import { commandOf, keyRows, keys, keySigns, type KeyPlace } from './keys';

const pressed = (key: string, held: Partial<Record<'ctrl' | 'meta' | 'alt' | 'shift', boolean>> = {}) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
});
const places = Object.keys(keys) as KeyPlace[];

describe('a key', () => {
  it('undoes with Ctrl or ⌘, and redoes with Shift or Y', () => {
    expect(commandOf('everywhere', pressed('z', { ctrl: true }))).toBe('undo');
    expect(commandOf('everywhere', pressed('z', { meta: true }))).toBe('undo');
    expect(commandOf('everywhere', pressed('Z', { ctrl: true, shift: true }))).toBe('redo');
    expect(commandOf('everywhere', pressed('y', { ctrl: true }))).toBe('redo');
    expect(commandOf('everywhere', pressed('z'))).toBeNull();
  });

  it('is none of ours while another key is held that we do not ask for', () => {
    expect(commandOf('run', pressed(' '))).toBe('play');
    expect(commandOf('run', pressed(' ', { ctrl: true }))).toBeNull();
    expect(commandOf('chart', pressed('ArrowLeft', { alt: true }))).toBeNull();
    expect(commandOf('chart', pressed('ArrowLeft', { shift: true }))).toBe('farBack');
  });

  it('may need Shift for a sign, as the keyboard has it', () => {
    expect(commandOf('everywhere', pressed('?', { shift: true }))).toBe('help');
    expect(commandOf('everywhere', pressed('?'))).toBe('help');
  });

  it.each(places)('means one thing in a place (%s)', (place) => {
    const specs = Object.values<readonly string[]>(keys[place]).flat();
    expect(new Set(specs).size).toBe(specs.length);
  });

  it('is written as it stands on the keyboard', () => {
    const write = (spec: string, mac: boolean) => keySigns(spec, { mac, space: 'Space' }).join(' ');
    expect(write('Mod+Shift+Z', true)).toBe('⌘ ⇧ Z');
    expect(write('Mod+Shift+Z', false)).toBe('Ctrl Shift Z');
    expect(write('ArrowLeft', false)).toBe('←');
    expect(write('Space', false)).toBe('Space');
  });
});

describe('the sheet of keys', () => {
  it.each(places)('has each command in one row, in words (%s)', (place) => {
    const rows: Readonly<Record<string, readonly string[]>> = keyRows[place];
    expect(Object.values(rows).flat().sort()).toEqual(Object.keys(keys[place]).sort());
    const words: Readonly<Record<string, string>> = english.help.keys[place];
    expect(Object.keys(words).sort()).toEqual([...Object.keys(rows), 'title'].sort());
  });
});
