import { z } from 'zod'
import { type ProfessionalDomains, SECTORS } from '../src/domain/senderStanding'
import list from './professionalDomains.json'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domain = z.string().regex(
  new RegExp(`^${LABEL}(?:\\.${LABEL})+$`), 'must be a domain of two labels or more in small ASCII letters, such as police.uk',
)
const words = z.array(z.string().min(3, 'must have three letters or more').refine((word) => word === word.toLowerCase(), 'must be in small letters'))

const family = z.object({
  id: z.string().min(1),
  sector: z.enum(SECTORS, `must be one of ${SECTORS.join(', ')}`),
  body: z.string().min(1),
  source: z.string().min(1),
  suffixes: z.array(domain).min(1),
  brands: words.exactOptional(),
  shared: words.exactOptional(),
  words: words.exactOptional(),
  names: words.exactOptional(),
})

const schema = z.strictObject({
  version: z.string().min(1),
  families: z.array(family).min(1),
  personal: z.object({ source: z.string().min(1), domains: z.array(domain) }),
}).superRefine(({ families, personal }, context) => {
  const all = [...families.flatMap(({ suffixes }) => suffixes), ...personal.domains]
  const twice = all.find((one, place) => all.indexOf(one) !== place)
  if (twice !== undefined) context.addIssue({ code: 'custom', message: `has ${twice} twice` })
})

export type ProfessionalDomainsResult =
  | { readonly ok: true; readonly domains: ProfessionalDomains }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks a list of professional bodies' domains, with all its mistakes at once. */
export function readProfessionalDomains(content: unknown = list): ProfessionalDomainsResult {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, domains: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `professional domains: ${path.join('.') || 'the list'} ${message}`) }
}

/**
 * The domains of professional bodies that the service knows: config/professionalDomains.json.
 *
 * @throws when the file is not as it should be; a process that reads its settings has said so before
 */
export function professionalDomains(): ProfessionalDomains {
  const result = readProfessionalDomains()
  if (result.ok) return result.domains
  throw new Error(result.problems.join('\n'))
}
