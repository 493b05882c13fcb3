import type { PathInFile } from './placeInFile'
import type { RulesFile } from './rulesFile'

/** A name in a file, and where it stands. */
export interface Named {
  readonly name: string
  readonly path: PathInFile
}

export const namedIn = (list: string, names: readonly string[], ...key: readonly string[]): Named[] =>
  names.map((name, place) => ({ name, path: [list, place, ...key] }))

/** That each name is there once, and none of those that are wanted is missing. */
export function eachOnce({ complain }: Pick<RulesFile<unknown>, 'complain'>, all: readonly Named[], wanted: readonly string[] = []): void {
  const seen = new Set<string>()
  for (const { name, path } of all) {
    if (seen.has(name)) throw complain(path, name, 'stands there twice')
    seen.add(name)
  }
  const missing = wanted.find((name) => !seen.has(name))
  if (missing) throw complain([], missing, 'is missing')
}
