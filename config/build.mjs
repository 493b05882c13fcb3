// `npm run build`: compiles what production runs into dist/ and copies beside it what is not TypeScript, with the
// rules compiled. Local mode and the tests stay out: the image must not be able to load them.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const SOURCES = ['src', 'workers', 'config']
const CODE = new Set(['.ts', '.mjs'])

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'config/tsconfig.build.json')], { stdio: 'inherit' })
for (const folder of SOURCES) {
  cpSync(join(root, folder), join(dist, folder), {
    recursive: true,
    filter: (path) => !CODE.has(extname(path)) && !path.startsWith(join(root, 'src/local')),
  })
}
createRequire(import.meta.url)(join(dist, 'src/triage/buildRules.js')).buildRules(join(dist, 'config/triage'))
process.stdout.write('Built into dist/.\n')
