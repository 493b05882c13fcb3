import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const ROOT = resolve(__dirname, '../..')
let built = false

/** Builds what is measured, once a run. */
export function buildOnce(): void {
  if (!built) execFileSync(process.execPath, [join(ROOT, 'config/build.mjs')], { stdio: 'ignore' })
  built = true
}
