import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { transformFileSync } from '@swc/core'
import type * as BuildRules from '../../src/triage/buildRules'

const ROOT = resolve(__dirname, '../..')
/** Inside the project, so that programs find its packages. */
const HOME = join(ROOT, '.local/built-for-tests')
/** Programs that tests start stand in `test/support`. */
const FOLDERS = ['src', 'workers', 'config', 'test/support']
const MOST_KEPT = 3

let known: string | undefined

/**
 * A folder with the sources as JavaScript, as `npm run build` makes them but with local mode, and without asking whether
 * their types are right: a process starts from it in half the time. Made once for each state of the sources, and never
 * changed: test files that run at the same time, and whole runs, share it.
 */
export function builtSources(): string {
  known ??= build()
  return known
}

function build(): string {
  const files = FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder)))
  const state = createHash('sha256')
  for (const file of files) state.update(`${file} ${statSync(file).size} ${statSync(file).mtimeMs}\n`)
  const home = join(HOME, state.digest('hex').slice(0, 16))
  if (existsSync(home)) return home
  const draft = `${home}-${process.pid}`
  for (const file of files) write(file, join(draft, relative(ROOT, file)))
  const { buildRules } = require(join(draft, 'src/triage/buildRules.js')) as typeof BuildRules
  buildRules(join(draft, 'config/triage'))
  try {
    renameSync(draft, home)
  } catch (error) {
    // Another made the same meanwhile.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
  forgetOlder()
  return home
}

function write(file: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  switch (extname(file)) {
    case '.mjs':
      return
    case '.ts': {
      const { code } = transformFileSync(file, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } })
      return writeFileSync(target.replace(/ts$/, 'js'), code)
    }
    default:
      cpSync(file, target)
  }
}

/** What the second reader learns from: no program that tests start reads it. */
const LEARNED_FROM = /\/secondReader\/(?:sentences|messages|learned)$/

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !LEARNED_FROM.test(entry.parentPath)).map((entry) => join(entry.parentPath, entry.name)).toSorted()

/** Only what was made by earlier runs: those of now are the youngest. A draft is left when its process was killed over it. */
function forgetOlder(): void {
  const all = readdirSync(HOME)
  for (const name of all) if (name.includes('-') && !isRunning(Number(name.split('-')[1]))) rmSync(join(HOME, name), { recursive: true, force: true })
  const made = all.filter((name) => !name.includes('-')).map((name) => ({ path: join(HOME, name), at: statSync(join(HOME, name)).mtimeMs }))
  for (const { path } of made.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT)) rmSync(path, { recursive: true, force: true })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
