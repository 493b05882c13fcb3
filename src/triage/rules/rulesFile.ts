import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { z } from 'zod'
import { firstMistake, lineOfEntry, type PathInFile } from './placeInFile'
import { repeatedKey } from './repeatedKey'

/** A mistake in the rules, or in a file that is read with them, told so that their author finds the place. */
export class RulesError extends Error {
  constructor(file: string, entry: string, problem: string, line?: number) {
    super(`${posix.join('config/triage', file)}${line === undefined ? '' : `, line ${line}`}: ${entry === '' ? '' : `${entry}: `}${problem}`)
    this.name = 'RulesError'
  }
}

/** A file of the rules as it was read. */
export interface RulesFile<Content> {
  readonly content: Content
  /** Tells what is wrong with an entry on a path, with its line. */
  readonly complain: (path: PathInFile, entry: string, problem: string) => RulesError
}

/** The name that a rules author gave the entry on this path, such as the indicator's code, beside its place. */
function entryAt(content: unknown, path: PathInFile): string {
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

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const mistake = firstMistake(text)
    throw new RulesError(file, '', mistake?.problem ?? String(error), mistake?.line)
  }
}

/** The bytes of a file of the rules, or of one that is read with them. Throws a RulesError that names it where it cannot be read. */
export function bytesOfRulesFile(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new RulesError(file, '', isMissing ? 'is missing: bring the folder with all of its files' : `cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Without the mark that some editors, such as Notepad, put before all else, which nobody sees. */
const read = (folder: string, file: string): string => bytesOfRulesFile(folder, file).toString('utf8').replace(/^\uFEFF/, '')

const isStep = (step: PropertyKey): step is string | number => typeof step !== 'symbol'

/** What is not known stands in what holds it. */
const pathOf = (issue: z.core.$ZodIssue): PathInFile => [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].filter(isStep)

/** Reads one file of the rules. Throws a RulesError that names the file, the line and the entry. */
export function readRulesFile<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): RulesFile<z.output<Schema>> {
  const text = read(folder, file)
  const complain = (path: PathInFile, entry: string, problem: string): RulesError => new RulesError(file, entry, problem, lineOfEntry(text, path))
  const content = parse(file, text)
  const repeated = repeatedKey(text)
  if (repeated) throw new RulesError(file, repeated.key, 'stands there twice', repeated.line)
  const parsed = schema.safeParse(content)
  if (parsed.success) return { content: parsed.data, complain }
  const [issue] = parsed.error.issues
  if (!issue) throw new RulesError(file, '', 'is not as it should be')
  const path = pathOf(issue)
  throw complain(path, entryAt(content, path), issue.message)
}
