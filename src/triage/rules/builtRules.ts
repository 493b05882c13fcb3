import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { CompiledRules } from './rules'

/** Where `npm run build` puts the compiled rules, beside the files that they come from. */
export const BUILT_RULES = 'rules.built'

const RULE_FILES = ['version', 'wordLists', 'indicators', 'signals', 'cues', 'categories', 'places', 'priorities'].map((name) => `${name}.json`)

/** What the file holds behind its own digest. */
interface Built {
  /** Of the rule files that were compiled. */
  readonly source: string
  readonly rules: CompiledRules
}

const DIGEST_BYTES = 32
const digestOf = (...contents: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256')
  for (const content of contents) hash.update(content)
  return hash.digest()
}

/** The bytes of every rule file, each with its length before it: nothing can move from one file to the next unseen. */
function sourceDigest(folder: string): string {
  const contents = RULE_FILES.map((file) => readFileSync(join(folder, file)))
  return digestOf(...contents.flatMap((content) => [Buffer.from(`${content.length}:`), content])).toString('hex')
}

/** Keeps compiled rules beside the files that they come from. */
export function keepBuiltRules(folder: string, rules: CompiledRules): void {
  const built: Built = { source: sourceDigest(folder), rules }
  const content = serialize(built)
  writeFileSync(join(folder, BUILT_RULES), Buffer.concat([digestOf(content), content]))
}

/**
 * The rules that were compiled when the program was built: they are checked already. Answers nothing when there are none,
 * when a rule file is another one now, or when the file is broken or was written by a Node.js that this one does not
 * understand: then the rules are to be compiled.
 */
export function takeBuiltRules(folder: string): CompiledRules | undefined {
  try {
    const file = readFileSync(join(folder, BUILT_RULES))
    const content = file.subarray(DIGEST_BYTES)
    if (!digestOf(content).equals(file.subarray(0, DIGEST_BYTES))) return undefined
    const { source, rules }: Built = deserialize(content)
    return source === sourceDigest(folder) ? rules : undefined
  } catch {
    return undefined
  }
}
