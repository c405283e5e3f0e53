/** What the model hub has at an address: which version, how large, and what its bytes must hash to. */
import { chunksOf, joined, type Bytes } from '../../lib/byte-stream';
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { addressText, HUB, type HubAddress } from './hub-address';

export const WEIGHTS_FILE = 'model.safetensors';

/** bytes */
const MOST = { answer: 8 * 2 ** 20, file: 2 ** 31 } as const;

/** A file of one commit: its bytes can only be these. */
export interface HubFile {
  /** with the commit for its revision */
  readonly address: HubAddress;
  readonly url: string;
  readonly bytes: number;
  /** in hex; null where the hub has none for it */
  readonly sha256: string | null;
  /** there is a config.json beside it */
  readonly config: boolean;
}

/** What is needed of a browser's `fetch`, or Node's. */
export type FetchFromHub = (
  url: string,
  how: {
    readonly credentials: 'omit';
    readonly signal: AbortSignal;
    readonly headers?: Record<string, string>;
  },
) => Promise<HubResponse>;

export interface HubResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Bytes> | null;
}

export interface Hub {
  readonly fetch: FetchFromHub;
  readonly signal: AbortSignal;
}

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const answerSchema = z.object({
  sha: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  gated: z.optional(z.union([z.boolean(), z.string()])),
  siblings: z
    .array(
      z.object({
        rfilename: z.string().check(z.maxLength(1000)),
        size: z.optional(z.int().check(z.nonnegative())),
        lfs: z.optional(z.nullable(z.object({ sha256: hash }))),
      }),
    )
    .check(z.maxLength(100_000)),
});

/**
 * Asks the hub, in one short request, and fetches nothing yet.
 * @throws UserError where there is no such network, it is not for everybody, or the hub cannot be reached
 */
export async function findHubFile(address: HubAddress, { fetch, signal }: Hub): Promise<HubFile> {
  const { owner, name, revision } = address;
  const what = `"${addressText(address)}"`;
  const asked = `${HUB}/api/models/${owner}/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const response = await fetch(asked, { signal, credentials: 'omit' }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw unreachable();
  });
  if (!response.ok) throw refusal(response.status, what);
  const text = await limitedText(response, what);
  const { sha, gated, siblings } = parseJson(
    answerSchema,
    text,
    `The model hub's answer about ${what} is not understood. Save ${WEIGHTS_FILE} from its page and drop it here.`,
  );
  if (gated) throw refusal(403, what);
  const file = siblings.find(({ rfilename }) => rfilename === WEIGHTS_FILE);
  if (!file)
    throw noWeights(
      what,
      siblings.map(({ rfilename }) => rfilename),
    );
  const bytes = file.size ?? 0;
  if (bytes < 1 || bytes > MOST.file) {
    throw new UserError(
      `${WEIGHTS_FILE} of ${what} has ${bytes} bytes; up to ${MOST.file} can be used here. Choose a smaller network.`,
    );
  }
  return {
    address: { owner, name, revision: sha },
    url: `${HUB}/${owner}/${name}/resolve/${sha}/${WEIGHTS_FILE}`,
    bytes,
    sha256: file.lfs?.sha256 ?? null,
    config: siblings.some(({ rfilename }) => rfilename === 'config.json'),
  };
}

export function unreachable(): UserError {
  return new UserError(
    'The model hub (huggingface.co) cannot be reached. Check the connection and try again; a file that you have saved can be dropped here without one.',
  );
}

/** In words, what a hub means that does not give a file. */
export function refusal(status: number, what: string): UserError {
  if (status === 401 || status === 403) {
    return new UserError(
      `The model hub does not give ${what} to everybody: its owner asks for a sign-in first, or there is no such network. Check the address; if you have access, save ${WEIGHTS_FILE} from its page and drop it here.`,
    );
  }
  if (status === 404 || status === 410) {
    return new UserError(`The model hub has no ${what}. Check how owner, name and version are written.`);
  }
  const busy = status === 429 ? 'has been asked too often' : `answered ${status}`;
  return new UserError(`The model hub ${busy}. Wait a minute and try again.`);
}

function noWeights(what: string, files: readonly string[]): UserError {
  const other = files.find((file) => /\.(safetensors|bin|pth?|ckpt|h5|onnx)$/i.test(file));
  const found = other ? `its weights lie in "${other.slice(0, 80)}"` : 'it holds no weights';
  return new UserError(
    `${what} has no ${WEIGHTS_FILE}: ${found}. Choose a network that has one, as those of timm do.`,
  );
}

/** @throws UserError where it is longer than any answer should be */
export async function limitedText({ body }: HubResponse, what: string): Promise<string> {
  const parts: Bytes[] = [];
  let received = 0;
  for await (const part of body ? chunksOf(body) : []) {
    received += part.length;
    if (received > MOST.answer) {
      throw new UserError(
        `The model hub's answer about ${what} is longer than any should be. Try again later.`,
      );
    }
    parts.push(part);
  }
  return new TextDecoder().decode(joined(parts, received));
}
