import { z } from 'zod'
import { OWNER_ROLES, ROUTED_CATEGORIES, type Routes } from '../src/domain/routing'
import { NATIONS } from '../src/domain/triage'
import list from './routes.json'

const words = z.string().trim().min(1, 'must not be empty')
const KNOWN = /\{(?!(?:reference|organisations)\})[^}]*\}/

/** What goes to a stranger: filled in with a reference and nothing of the enquiry. */
const replyWords = z.strictObject({ subject: words, text: words }).superRefine(({ subject, text }, context) => {
  const [unknown] = KNOWN.exec(`${subject}\n${text}`) ?? []
  if (unknown !== undefined) context.addIssue({ code: 'custom', message: `has ${unknown}: only {reference} and {organisations} are filled in` })
})

const route = z.strictObject({
  category: z.enum(ROUTED_CATEGORIES, `must be one of ${ROUTED_CATEGORIES.join(', ')}`),
  name: words,
  owners: z.strictObject({
    roles: z.array(z.enum(OWNER_ROLES, `must be of ${OWNER_ROLES.join(', ')}`)),
    staff: z.array(z.email('must be the address that somebody signs in with').refine((address) => address === address.toLowerCase(), 'must be in small letters')),
  }),
  workingDays: z.number().int('must be a whole number').min(1, 'must be at least 1').max(60, 'must be at most 60'),
  organisations: z.boolean().exactOptional(),
  reply: z.strictObject({ en: replyWords, cy: replyWords }),
})

const schema = z.strictObject({
  about: z.string(),
  version: words,
  routes: z.array(route),
  organisations: z.array(z.strictObject({
    name: words,
    number: z.string().regex(/^0[\d ]{9,13}$/, 'must be a number as it is dialled in the United Kingdom').exactOptional(),
    nations: z.array(z.enum(NATIONS).exclude(['unknown'])).min(1, 'must name a nation'),
  })),
  closing: z.strictObject({ en: words.regex(/999/, 'must name 999'), cy: words.regex(/999/, 'must name 999') }),
}).superRefine(({ routes: all }, context) => {
  for (const category of ROUTED_CATEGORIES) {
    const count = all.filter((one) => one.category === category).length
    if (count !== 1) context.addIssue({ code: 'custom', message: `${count === 0 ? 'has no list' : `has ${count} lists`} for ${category}: each category has exactly one`, path: ['routes'] })
  }
})

export type RoutesResult =
  | { readonly ok: true; readonly routes: Routes }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks the lists for what is no child concern, with all their mistakes at once. */
export function readRoutes(content: unknown = list): RoutesResult {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, routes: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `config/routes.json: ${path.join('.') || 'the file'} ${message}`) }
}

/**
 * The lists for what is no child concern: config/routes.json.
 *
 * @throws when the file is not as it should be; a process that reads its settings has said so before
 */
export function routes(): Routes {
  const result = readRoutes()
  if (result.ok) return result.routes
  throw new Error(result.problems.join('\n'))
}
