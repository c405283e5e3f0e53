/** A name of words that every file system takes: letters and figures of any script, in small letters. */
export function fileName(words: readonly string[], ending: string): string {
  const name = words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return `${name.slice(0, 120) || 'smm'}.${ending}`;
}
