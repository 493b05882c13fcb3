import { z } from 'zod'
import type { ReferralPrompts } from '../src/domain/referralPrompts'
import list from './referralPrompts.json'

const words = z.string().trim().min(1, 'must not be empty')
const nation = z.strictObject({ authority: words, guardian: words, prompts: z.array(words) })

const schema = z.strictObject({
  about: z.string(),
  version: words,
  taken: z.iso.date('must be a day, such as 2026-11-26'),
  always: z.array(words).min(1, 'must hold a sentence'),
  whoRefers: z.array(words).min(1, 'must hold a sentence'),
  nations: z.strictObject({ England: nation, Wales: nation, Scotland: nation, 'Northern Ireland': nation }),
})

export type ReferralPromptsResult =
  | { readonly ok: true; readonly prompts: ReferralPrompts }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks what a worker is reminded of about referring a child, with all its mistakes at once. */
export function readReferralPrompts(content: unknown = list): ReferralPromptsResult {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, prompts: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `config/referralPrompts.json: ${path.join('.') || 'the file'} ${message}`) }
}

/** What a worker is reminded of about referring a child: config/referralPrompts.json. @throws when the file is not as it should be */
export function referralPrompts(): ReferralPrompts {
  const result = readReferralPrompts()
  if (result.ok) return result.prompts
  throw new Error(result.problems.join('\n'))
}
