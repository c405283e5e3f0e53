/** Looks at a network of the hub before any of its weights is fetched: the header of its file, and what its repository says of it. */
import { chunksOf, joined, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { headerEnd, parseHeader, type TensorEntry } from '../safetensors';
import { addressText, HUB, type HubAddress } from './hub-address';
import { findHubFile, limitedText, refusal, unreachable, type Hub, type HubFile } from './hub-file';

export interface HubLook {
  readonly file: HubFile;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /** text of config.json; null where there is none, or it cannot be had */
  readonly config: string | null;
}

/** @throws UserError where there is no such network, it is not for everybody, or the hub cannot be reached */
export async function lookAtHub(address: HubAddress, hub: Hub): Promise<HubLook> {
  const file = await findHubFile(address, hub);
  const what = `"${addressText(address)}"`;
  const [entries, config] = await Promise.all([headerOf(file, hub, what), configOf(file, hub)]);
  return { file, entries, config };
}

/** Reads as much as the header is long, and lets go of the rest. */
async function headerOf(file: HubFile, { fetch, signal }: Hub, what: string): Promise<HubLook['entries']> {
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener('abort', end, { once: true });
  try {
    const response = await fetch(file.url, { credentials: 'omit', signal: ended.signal });
    if (!response.ok) throw refusal(response.status, what);
    const parts: Bytes[] = [];
    let [length, wanted] = [0, 8];
    let size: number | null = null;
    for await (const part of response.body ? chunksOf(response.body) : []) {
      parts.push(part);
      length += part.length;
      if (length < wanted) continue;
      const come = joined(parts, length);
      wanted = size ??= headerEnd(come, what);
      if (length >= wanted) return parseHeader(come, { total: file.bytes, what }).entries;
    }
    throw new Error('it ended early');
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UserError ? error : unreachable();
  } finally {
    signal.removeEventListener('abort', end);
    ended.abort();
  }
}

/** What it says is a help, and asked of the person where it is missing. */
async function configOf(
  { address: { owner, name, revision }, config }: HubFile,
  { fetch, signal }: Hub,
): Promise<string | null> {
  if (!config) return null;
  try {
    const url = `${HUB}/${owner}/${name}/resolve/${revision}/config.json`;
    const response = await fetch(url, { credentials: 'omit', signal });
    return response.ok ? await limitedText(response, `config.json of "${owner}/${name}"`) : null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
