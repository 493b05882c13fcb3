import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { findRulesFolder } from '../../src/triage/rules/findRulesFolder'

/** What only training reads, and what a build made. */
const NOT_READ = /\/(?:sentences|messages|learned|rules\.built)$/

/** A copy of what a service reads as it starts, or of as much of it as a test is about, which the test may change. */
export class RulesOfOnesOwn {
  readonly folder = mkdtempSync(join(tmpdir(), 'rules-'))

  constructor({ without }: { without?: 'secondReader' | 'languageModel' } = {}) {
    const isCopied = (path: string): boolean => !NOT_READ.test(path) && (without === undefined || basename(path) !== without)
    cpSync(findRulesFolder(), this.folder, { recursive: true, filter: isCopied })
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

  remove(file = ''): void {
    rmSync(this.path(file), { recursive: true })
  }
}
