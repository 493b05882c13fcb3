// Runs a command of src/, such as `node src/command.mjs staff list`: from source where the TypeScript runner is
// installed, else from dist/.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const require = createRequire(import.meta.url)
const [name] = process.argv.splice(2, 1)

const source = join(root, 'src', `${name}.ts`)
const built = join(root, 'dist/src', `${name}.js`)
const tsx = runner()

if (tsx && existsSync(source)) {
  tsx.register()
  require(source)
} else if (existsSync(built)) {
  require(built)
} else {
  console.error('This command needs the installed packages: run "npm ci --ignore-scripts" first (or "npm run build" where the service is deployed).')
  process.exitCode = 1
}

function runner() {
  try {
    return require('tsx/cjs/api')
  } catch {
    return undefined
  }
}
