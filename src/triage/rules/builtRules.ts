import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { CompiledRules } from './rules'
import { bytesOfRulesFile } from './rulesFile'

/** Where `npm run build` puts the compiled rules, beside the files that they come from. */
export const BUILT_RULES = 'rules.built'

const RULE_FILES = ['version', 'wordLists', 'indicators', 'signals', 'cues', 'categories', 'places', 'priorities', 'everydayWords'].map((name) => `${name}.json`)

/** The code that compiles rules and reads with them, as it runs here. */
const CODE_FOLDERS = ['.', '../phrases', '../text'].map((folder) => join(__dirname, folder))

/** What the file holds behind its own digest. */
interface Built {
  /** Of the rule files that were compiled, and of the code that did. */
  readonly source: string
  readonly rules: CompiledRules
}

const DIGEST_BYTES = 32
const digestOf = (...contents: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256')
  for (const content of contents) hash.update(content)
  return hash.digest()
}

const codeFiles = (): string[] =>
  CODE_FOLDERS.flatMap((folder) => readdirSync(folder).filter((name) => /\.[jt]s$/.test(name)).toSorted().map((name) => join(folder, name)))

const withLength = (content: Buffer): Buffer[] => [Buffer.from(`${content.length}:`), content]
const digestOfFiles = (contents: readonly Buffer[]): Buffer => digestOf(...contents.flatMap(withLength))

/** Taken once: a program that is built anew under a running process is not the code that runs there. */
const CODE = digestOfFiles(codeFiles().map((file) => readFileSync(file)))

/**
 * The bytes of every rule file, each with its length before it: nothing can move from one file to the next unseen. And those
 * of the code: its numbers mean nothing to code that counts words otherwise, nor to a machine of another byte order.
 * Throws a RulesError where one of the files cannot be read.
 */
export const digestOfRules = (folder: string): string =>
  digestOf(Buffer.from(endianness()), CODE, digestOfFiles(RULE_FILES.map((file) => bytesOfRulesFile(folder, file)))).toString('hex')

/** Keeps compiled rules beside the files that they come from. */
export function keepBuiltRules(folder: string, rules: CompiledRules): void {
  const built: Built = { source: digestOfRules(folder), rules }
  const content = serialize(built)
  writeFileSync(join(folder, BUILT_RULES), Buffer.concat([digestOf(content), content]))
}

/**
 * The rules that were compiled when the program was built: they are checked already. Answers nothing when there are none,
 * when a rule file or the code is another one now, or when the file is broken or was written by a Node.js that this one does not
 * understand: then the rules are to be compiled.
 */
export function takeBuiltRules(folder: string): CompiledRules | undefined {
  try {
    const file = readFileSync(join(folder, BUILT_RULES))
    const content = file.subarray(DIGEST_BYTES)
    if (!digestOf(content).equals(file.subarray(0, DIGEST_BYTES))) return undefined
    const { source, rules }: Built = deserialize(content)
    return source === digestOfRules(folder) ? rules : undefined
  } catch {
    return undefined
  }
}
