import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { linkKeys, linkVersion, type LinkKey } from '../src/store/link';

/** Writes docs/links.md from the table that the page reads and writes its links by: `npx tsx scripts/links.ts`. */

export const target = fileURLToPath(new URL('../docs/links.md', import.meta.url));

export async function linkDocument(): Promise<string> {
  const text = [
    '# Links',
    '',
    '<!-- Written by scripts/links.ts from src/store/link.ts: change the table there. -->',
    '',
    'The address bar holds the state of the page: what is shown, how it is shown, and what the next run would be. Only what differs from its default stands there, so a link stays short and can be read and changed by hand. Own pictures and runs that were trained or brought here stay on their machine and out of links.',
    '',
    'An empty link leads to the start page; a link without `place` to Explore.',
    '',
    '| key | what it says | values | default |',
    '| --- | --- | --- | --- |',
    ...linkKeys.map(row),
    '',
    `A key keeps its meaning for ever; links of earlier versions are kept as a test (\`src/store/link-versions.test.ts\`). A change that could not keep that would raise the version, which is ${linkVersion} and may stand in a link as \`v=${linkVersion}\`. A key that is not known, or a value that does not fit, is left out and named on the page; nothing in a link can break it. Of a key that stands there twice the first counts.`,
    '',
    'Two more words are no state: `?gallery` shows every panel from fixtures, and `?bench` measures this device.',
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig(target)), parser: 'markdown' });
}

function row({ key, doc, kind, initial }: LinkKey): string {
  const cells = [`\`${key}\``, doc, kind, initial === '' ? '' : `\`${initial}\``];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await linkDocument());
