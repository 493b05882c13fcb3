import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

/** A mistake in the rules, told so that their author finds the place. */
export class RulesError extends Error {
  constructor(file: string, entry: string, problem: string) {
    super(`config/triage/${file}: ${entry === '' ? '' : `${entry}: `}${problem}`)
    this.name = 'RulesError'
  }
}

/** The name that a rules author gave the entry on this path, such as the indicator's code, beside its place. */
function entryAt(content: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = content
  let named = ''
  for (const step of path) {
    if (typeof at !== 'object' || at === null) break
    at = Reflect.get(at, step)
    if (typeof at !== 'object' || at === null) continue
    for (const key of ['code', 'signal', 'cue', 'category', 'nation', 'priority']) {
      const name: unknown = Reflect.get(at, key)
      if (typeof name === 'string') named = ` (${name})`
    }
  }
  return `${path.join('.')}${named}`
}

/** Reads one file of the rules. Throws a RulesError that names the file and the entry. */
export function readRulesFile<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.output<Schema> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    throw new RulesError(file, '', error instanceof Error ? error.message : String(error))
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new RulesError(file, entryAt(content, issue?.path ?? []), issue?.message ?? 'is not as it should be')
}
