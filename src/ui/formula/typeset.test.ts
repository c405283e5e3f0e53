// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { typeset } from './typeset';

function shown(tex: string): HTMLElement | null {
  const element = document.createElement('span');
  return typeset(element, { tex, display: true }) ? element : null;
}

describe('a formula', () => {
  it('is there for the eye and, as MathML, for a screen reader', () => {
    const formula = shown(String.raw`\prompted = \resized + \pattern \odot \mask`)!;
    expect(formula.querySelector('math')?.textContent).toContain('δ');
    expect(formula.querySelector('.katex-html')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('says which part of the page each symbol names', () => {
    const formula = shown(String.raw`\prompted = \resized + \pattern \odot \mask`)!;
    const parts = [...formula.querySelectorAll<HTMLElement>('[data-part]')].map(
      (part) => part.dataset['part'],
    );
    expect(new Set(parts)).toEqual(new Set(['prompted', 'resized', 'pattern', 'mask']));
  });

  it('of a stranger gets no link, class, style, picture or foreign data into the page', () => {
    for (const tex of [
      String.raw`\href{javascript:alert(1)}{x}`,
      String.raw`\includegraphics{https://example.org/x.png}`,
      String.raw`\htmlStyle{position:fixed}{x}`,
      String.raw`\htmlClass{page}{x}`,
      String.raw`\htmlId{root}{x}`,
      String.raw`\htmlData{part=elsewhere}{x}`,
      String.raw`\htmlData{part=mask, lit=mask}{x}`,
    ]) {
      const formula = shown(tex);
      expect(
        formula?.querySelector('a, img, [style*=position], [class=page], [id], [data-part]') ?? null,
        tex,
      ).toBeNull();
    }
  });

  it('that expands without end, or is no TeX, is refused and leaves nothing', () => {
    for (const tex of [String.raw`\def\a{\a\a}\a`, String.raw`\frac{1`, '}']) {
      expect(shown(tex), tex).toBeNull();
    }
  });

  it('does not change the next one', () => {
    shown(String.raw`\gdef\pattern{X}\pattern`);
    expect(shown(String.raw`\pattern`)!.querySelector('math')?.textContent).toContain('δ');
  });
});
