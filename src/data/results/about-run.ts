/** What a sweep writes beside a run's capsule: how it was made, and what its bytes are. */
import { parseJson, z } from '../../lib/schema';

const aboutSchema = z.object({
  /** SHA-256 of the capsule */
  capsule: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  backend: z.string().check(z.maxLength(20)),
  /** why it was not the fastest backend; null where it was, or another was asked for */
  note: z.nullable(z.string().check(z.maxLength(2000))),
  host: z.string().check(z.maxLength(300)),
  tries: z.int().check(z.positive()),
  finished: z.string().check(z.maxLength(40)),
});

/** How a run was made. */
export type About = z.infer<typeof aboutSchema>;

/** @throws UserError that opens with `sentence` where it is none */
export function readAbout(text: string, sentence: string): About {
  return parseJson(aboutSchema, text, sentence);
}
