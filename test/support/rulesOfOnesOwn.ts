import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { keepBuiltRules } from '../../src/triage/rules/builtRules'
import { compileRules } from '../../src/triage/rules/compileRules'
import { findRulesFolder } from '../../src/triage/rules/findRulesFolder'
import type { CompiledRules } from '../../src/triage/rules/rules'

/** What only training reads, and what a build made. */
const NOT_READ = /\/(?:sentences|messages|learned|rules\.built)$/

let compiled: CompiledRules | undefined

/** A copy of what a service reads as it starts, or of as much of it as a test is about, which the test may change. */
export class RulesOfOnesOwn {
  private readonly config = mkdtempSync(join(tmpdir(), 'rules-'))
  readonly folder = join(this.config, 'triage')

  /** `built`: with what a build makes of them, so that they are compiled only once they were changed. */
  constructor({ without, built = false }: { without?: 'secondReader' | 'languageModel'; built?: boolean } = {}) {
    const isCopied = (path: string): boolean => !NOT_READ.test(path) && (without === undefined || basename(path) !== without)
    cpSync(findRulesFolder(), this.folder, { recursive: true, filter: isCopied })
    for (const file of ['letterLayout.json', 'bankHolidays.json']) cpSync(join(dirname(findRulesFolder()), file), join(this.config, file))
    if (built) keepBuiltRules(this.folder, compiled ??= compileRules(findRulesFolder()))
  }

  path(file: string): string {
    return join(this.folder, file)
  }

  change(file: string, find: string | RegExp, replace: string): void {
    const before = readFileSync(this.path(file), 'utf8')
    const after = before.replace(find, replace)
    if (after === before) throw new Error(`${file} has nothing like ${find}`)
    writeFileSync(this.path(file), after)
  }

  /** One of its files or folders; all of it, when none is named. */
  remove(file = '..'): void {
    rmSync(this.path(file), { recursive: true })
  }
}
