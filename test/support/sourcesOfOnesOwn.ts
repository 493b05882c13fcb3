import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { builtSources } from './builtSources'

/** A copy of the built sources, whose rules a test may change while a process runs from it. */
export interface SourcesOfOnesOwn {
  readonly folder: string
  /** Writes a file of the rules anew. */
  change(file: string, find: string | RegExp, replace: string): void
  remove(): void
}

export function sourcesOfOnesOwn(): SourcesOfOnesOwn {
  const built = builtSources()
  // Beside the other, so that programs find the project's packages; its name tells whose it is.
  const folder = mkdtempSync(join(dirname(built), `own-${process.pid}-`))
  cpSync(built, folder, { recursive: true })
  return {
    folder,
    change: (file, find, replace) => {
      const path = join(folder, 'config/triage', file)
      const before = readFileSync(path, 'utf8')
      expect(before).toMatch(find)
      writeFileSync(path, before.replace(find, replace))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
