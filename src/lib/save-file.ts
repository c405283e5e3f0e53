/** Gives the person a file under this name, as their browser saves files. */
export function saveFile(name: string, contents: Blob): void {
  const url = URL.createObjectURL(contents);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // the download has its own hold on the data by the next task
  setTimeout(() => URL.revokeObjectURL(url));
}
