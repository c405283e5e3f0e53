import { useMessages } from '../../ui/use-messages';

/** A licence by name, and its text and notice as they lie beside the files. */
export function LicenceLinks({ licence, folder }: { readonly licence: string; readonly folder: string }) {
  const { sources: text } = useMessages();
  return (
    <>
      {licence} (
      <a href={`./${folder}/LICENSE`} target="_blank" rel="noreferrer">
        {text.licenceText}
      </a>
      ,{' '}
      <a href={`./${folder}/NOTICE`} target="_blank" rel="noreferrer">
        {text.noticeText}
      </a>
      )
    </>
  );
}

/** Words in which addresses are links. */
export function SourceLinks({ source }: { readonly source: string }) {
  return source.split(/(https:\S+)/).map((part, index) =>
    part.startsWith('https:') ? (
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part.replace(/^https:\/\//, '')}
      </a>
    ) : (
      part
    ),
  );
}
