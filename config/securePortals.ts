import { z } from 'zod'
import content from './securePortals.json'

const small = z.string().min(3).refine((text) => text === text.toLowerCase(), 'must be in small letters')
const domain = small.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain')

const schema = z.strictObject({
  about: z.string(),
  notices: z.array(small).min(1),
  portals: z.array(z.strictObject({
    name: z.string().min(2),
    /** Whole domains; what stands under them counts too. */
    senders: z.array(domain),
    /** A host, or a host and the beginning of a path. */
    links: z.array(small),
    files: z.array(z.string().transform((pattern) => new RegExp(pattern, 'i'))),
  })).min(1),
})

export type SecurePortals = z.infer<typeof schema>

let checked: SecurePortals | undefined

/**
 * The secure mail services whose notices are known: config/securePortals.json.
 *
 * @throws when the file is not as it should be
 */
export const securePortals = (): SecurePortals => (checked ??= schema.parse(content))
