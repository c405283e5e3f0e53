/** A text in lines of at most so many letters, parted at spaces; a longer word has a line of its own. */
export function wrapped(text: string, most: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter((line, i) => line !== '' || i === 0);
}
