import { describe, expect, it } from 'vitest';
import { attributesOf, lookOf } from './presentation';

const styled = (values: Readonly<Record<string, string>>) =>
  lookOf({ getPropertyValue: (name) => values[name] ?? '' });
const attributes = (
  values: Readonly<Record<string, string>>,
  around: Readonly<Record<string, string>> | null,
) => Object.fromEntries(attributesOf(styled(values), around && styled(around)));

describe('a look in attributes', () => {
  it('says everything at the root, and below only what differs from the parent', () => {
    const parent = { fill: 'rgb(181, 67, 15)', 'stroke-width': '1.5px', opacity: '0.5' };
    expect(attributes(parent, null)).toEqual({ fill: '#b5430f', 'stroke-width': '1.5', opacity: '0.5' });
    expect(attributes({ ...parent, opacity: '1' }, parent)).toEqual({});
    expect(attributes({ ...parent, 'stroke-width': '2px' }, parent)).toEqual({
      'stroke-width': '2',
      opacity: '0.5',
    });
  });

  it('writes what shines through as an opacity, times the one that is there', () => {
    expect(
      attributes({ fill: 'rgba(0, 0, 0, 0.5)', 'fill-opacity': '0.5' }, { 'fill-opacity': '0.5' }),
    ).toEqual({
      fill: '#000000',
      'fill-opacity': '0.25',
    });
    expect(attributes({ 'stop-color': 'rgba(255, 0, 0, 0.5)' }, null)).toEqual({
      'stop-color': '#ff0000',
      'stop-opacity': '0.5',
    });
  });

  it('leaves words and lists as they are, without units and double quotes', () => {
    expect(
      attributes(
        { stroke: 'none', 'stroke-dasharray': '2px, 4px', 'font-family': '"DejaVu Sans", serif' },
        null,
      ),
    ).toEqual({ stroke: 'none', 'stroke-dasharray': '2, 4', 'font-family': "'DejaVu Sans', serif" });
  });
});
