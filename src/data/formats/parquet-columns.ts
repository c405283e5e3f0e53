/** Which columns of a parquet file hold the pictures and their labels, and what the labels are called. */
import type { FileMetaData } from 'hyparquet';
import { parquetSchema } from 'hyparquet/src/metadata.js';
import { z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import type { FormatOptions } from './format';
import { IMPORT_LIMITS } from './import-limits';
import { shownName } from './source-file';

export interface PictureColumns {
  readonly picture: string;
  /** null = the pictures have no labels */
  readonly label: string | null;
  /** names of labels that are numbers, by number */
  readonly classNames: readonly string[] | null;
}

/** The part that is used of what the `datasets` library writes into a file's metadata. */
const metadataSchema = z.object({ info: z.object({ features: z.record(z.string(), z.unknown()) }) });
const featureSchema = z.object({ _type: z.string(), names: z.optional(z.array(z.string())) });
type Feature = z.infer<typeof featureSchema>;

const PICTURE_NAMES = ['image', 'img', 'picture', 'pixels', 'jpg', 'png', 'webp', 'bytes'];
const LABEL_NAMES = {
  fine: ['label', 'labels', 'fine_label', 'fine_labels', 'class', 'cls', 'target', 'category', 'y'],
  coarse: ['coarse_label', 'coarse_labels', 'superclass', 'label', 'labels', 'class', 'cls', 'target'],
} as const;

/** @throws UserError where no column can hold pictures */
export function columnsOf(metadata: FileMetaData, name: string, { labels }: FormatOptions): PictureColumns {
  const columns = parquetSchema(metadata).children;
  const all = columns.slice(0, IMPORT_LIMITS.parquet.columns).map(({ element, children }) => ({
    name: element.name,
    holdsBytes:
      children.length === 0
        ? element.type === 'BYTE_ARRAY' && element.repetition_type !== 'REPEATED'
        : children.some((child) => child.element.name === 'bytes' && child.element.type === 'BYTE_ARRAY') &&
          children.every(
            (child) => child.children.length === 0 && child.element.repetition_type !== 'REPEATED',
          ),
    isFlat: children.length === 0 && element.repetition_type !== 'REPEATED',
  }));
  const features = featuresOf(metadata);
  const isPicture = ({ name: column, holdsBytes }: (typeof all)[number]): boolean =>
    holdsBytes && (features.get(column)?._type === 'Image' || PICTURE_NAMES.includes(column.toLowerCase()));
  const picture = all.find(isPicture);
  if (!picture) {
    const names = all.map((column) => shownName(column.name, 40)).slice(0, 8);
    throw new UserError(
      `${name} has no column of pictures (an "image" of bytes); its columns are ${names.join(', ')}. Use a file whose pictures are stored in it.`,
    );
  }
  const flat = all.filter((column) => column.isFlat && column !== picture);
  const wanted = LABEL_NAMES[labels];
  const label =
    wanted.map((word) => flat.find((column) => column.name.toLowerCase() === word)).find(Boolean) ??
    flat.find((column) => features.get(column.name)?._type === 'ClassLabel');
  const names = label && features.get(label.name)?.names;
  return {
    picture: picture.name,
    label: label?.name ?? null,
    classNames: names?.length ? names.map((one) => shownName(one, IMPORT_LIMITS.nameLength)) : null,
  };
}

function featuresOf({ key_value_metadata: pairs }: FileMetaData): ReadonlyMap<string, Feature> {
  const features = new Map<string, Feature>();
  const text = pairs?.find(({ key }) => key === 'huggingface')?.value;
  if (!text) return features;
  try {
    const { info } = metadataSchema.parse(JSON.parse(text));
    for (const [column, description] of Object.entries(info.features)) {
      const feature = featureSchema.safeParse(description);
      if (feature.success) features.set(column, feature.data);
    }
  } catch {
    // what a file says of itself in words is a help, not a need
  }
  return features;
}
