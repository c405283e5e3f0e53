/** Plain text for LaTeX: every character comes out as itself, with pdfTeX too. */

const named: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '|': '\\textbar{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '"': "''",
  '±': '$\\pm$',
  '−': '$-$',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '⊙': '$\\odot$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '∞': '$\\infty$',
  Δ: '$\\Delta$',
  δ: '$\\delta$',
  φ: '$\\varphi$',
  π: '$\\pi$',
  α: '$\\alpha$',
  γ: '$\\gamma$',
  ᵀ: '$^{\\top}$',
  '²': '$^2$',
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '…': '\\ldots{}',
  '\u00a0': '~',
  '\u202f': '\\,',
};

/** Letters of Latin-1 and Latin Extended-A that pdfTeX's standard fonts (OT1) do not have. */
const missing = new Set('ÐÞðþĄąĐđĘęĦħĮįĸĿŀŉŊŋŦŧŲų');

/** @returns text that compiles under pdfLaTeX; a letter that its fonts lack is named: [U+4E2D] */
export function escapeLatex(text: string): string {
  return Array.from(text.replace(/\s*[\r\n]+\s*/g, ' '), (character) => {
    const name = named[character];
    if (name !== undefined) return name;
    if (/[&%$#_{}]/.test(character)) return `\\${character}`;
    if (/[ -~À-ÖØ-öø-ž]/.test(character) && !missing.has(character)) return character;
    return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
