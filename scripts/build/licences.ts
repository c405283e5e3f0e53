import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package of which something is in the build. */
interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier, as the package states it */
  readonly licence: string;
  readonly text: string;
}

/**
 * Lists the packages of page and workers with their licences in licences.json, for Data & models. Vite's own list
 * leaves the workers out.
 * @returns one plugin for the page, and what makes one for each worker
 */
export function licences(): { readonly ofPage: Plugin; readonly ofWorkers: () => Plugin[] } {
  const folders = new Set<string>();
  const collect = (ids: Iterable<string>) => {
    for (const id of ids) {
      const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)\//.exec(id)?.[1];
      if (folder) folders.add(folder);
    }
  };
  return {
    ofWorkers: () => [
      {
        name: 'licences-of-a-worker',
        generateBundle() {
          collect(this.getModuleIds());
        },
      },
    ],
    ofPage: {
      name: 'licences',
      apply: 'build',
      generateBundle() {
        collect(this.getModuleIds());
        const list = [...folders].flatMap(licenceOf).sort((a, b) => a.name.localeCompare(b.name));
        const known = new Map(list.map((one) => [`${one.name} ${one.version}`, one]));
        const source = JSON.stringify([...known.values()]);
        this.emitFile({ type: 'asset', fileName: 'licences.json', source });
      },
    },
  };
}

function licenceOf(folder: string): Licence[] {
  const description = join(folder, 'package.json');
  if (!existsSync(description)) return [];
  const { name, version, license } = JSON.parse(readFileSync(description, 'utf8')) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof version !== 'string') return [];
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return [{ name, version, licence: typeof license === 'string' ? license : 'see its package', text }];
}
