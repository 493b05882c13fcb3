import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder config/triage, looked for upwards from here: the sources and the built program both have it above them.
 * Throws when it is nowhere.
 */
export function findRulesFolder(from: string = __dirname): string {
  const folder = join(from, 'config', 'triage')
  if (existsSync(join(folder, 'version.json'))) return folder
  const parent = dirname(from)
  if (parent === from) throw new Error('The triage rules are missing: no folder config/triage with a version.json in it was found.')
  return findRulesFolder(parent)
}
