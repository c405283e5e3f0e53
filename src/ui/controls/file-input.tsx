import type { Ref } from 'react';

interface FileInputProps {
  /** the button that is seen clicks it */
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly accept: string;
  /** without, one file at a time */
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files for a button that looks like its neighbours. */
export function FileInput({ ref, label, accept, multiple = false, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      hidden
      type="file"
      accept={accept}
      multiple={multiple}
      tabIndex={-1}
      aria-label={label}
      onChange={({ target }) => {
        onFiles([...(target.files ?? [])]);
        // the same file may be chosen again
        target.value = '';
      }}
    />
  );
}
