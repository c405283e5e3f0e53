/** What a repository of the hub says of its network in config.json, as timm and transformers write it. Any of it may be missing. */
import type { Normalisation } from '../../lib/normalisation';
import { z } from '../../lib/schema';

export interface HubConfig {
  /** in logit order; null = it gives none, or not one for each class */
  readonly classNames: readonly string[] | null;
  /** null = it gives none */
  readonly normalisation: Normalisation | null;
}

const MOST_CLASSES = 100_000;
const LONGEST = 200;

const names = z.array(z.string()).check(z.maxLength(MOST_CLASSES));
const three = z.tuple([z.number(), z.number(), z.number()]);
const positive = z.number().check(z.positive());
/** timm puts both next to each other in either of two places, by its version; transformers numbers its labels */
const configSchema = z.looseObject({
  label_names: z.catch(z.optional(names), undefined),
  label_descriptions: z.catch(z.optional(z.record(z.string(), z.string())), undefined),
  id2label: z.catch(z.optional(z.record(z.string().check(z.regex(/^\d{1,6}$/)), z.string())), undefined),
  pretrained_cfg: z.catch(
    z.optional(
      z.looseObject({
        mean: z.catch(z.optional(three), undefined),
        std: z.catch(z.optional(z.tuple([positive, positive, positive])), undefined),
        label_names: z.catch(z.optional(names), undefined),
        label_descriptions: z.catch(z.optional(z.record(z.string(), z.string())), undefined),
      }),
    ),
    undefined,
  ),
});

type Config = z.infer<typeof configSchema>;

/**
 * It is a help, not a condition: of one that is damaged nothing is read.
 * @param classes how many the weights tell apart
 */
export function hubConfig(text: string, classes: number): HubConfig {
  const config = parsed(text);
  if (!config) return { classNames: null, normalisation: null };
  const { mean, std } = config.pretrained_cfg ?? {};
  return {
    classNames: namesOf(config, classes),
    normalisation: mean && std ? { scale: 1, shift: mean, divisor: std } : null,
  };
}

function parsed(text: string): Config | null {
  try {
    return configSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function namesOf({ pretrained_cfg, id2label, ...own }: Config, classes: number): readonly string[] | null {
  const named = own.label_names ?? pretrained_cfg?.label_names;
  const described = new Map(
    Object.entries(own.label_descriptions ?? pretrained_cfg?.label_descriptions ?? {}),
  );
  const numbered = id2label && new Map(Object.entries(id2label));
  const all = named?.map((name) => described.get(name) ?? name) ?? numberedNames(numbered);
  // what transformers writes where nobody has named anything
  if (all?.length !== classes || all.every((name, index) => name === `LABEL_${index}`)) return null;
  return all.map((name) => name.slice(0, LONGEST));
}

function numberedNames(labels: ReadonlyMap<string, string> | undefined): readonly string[] | null {
  if (!labels || labels.size > MOST_CLASSES) return null;
  const all = Array.from({ length: labels.size }, (_, index) => labels.get(String(index)));
  return all.every((name) => name !== undefined) ? all : null;
}
