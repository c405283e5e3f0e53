import type { OfflineFile } from './offline-files';

/** Whether bytes are those of the build that the list was made with. One that a host may unpack is taken as it comes. */
export async function isSound(
  bytes: ArrayBuffer,
  { integrity }: Pick<OfflineFile, 'integrity'>,
): Promise<boolean> {
  if (integrity === undefined) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...digest))}`;
}
