// What `npm start` runs, after ensurePackages.mjs: plain JavaScript, since a deployment has no TypeScript runner.
// Without NODE_ENV=production: local mode. With it: the built web and workers, as two processes side by side.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const require = createRequire(import.meta.url)
const PROCESSES = { web: 'dist/src/main.js', workers: 'dist/workers/main.js' }

const isProduction = process.env.NODE_ENV === 'production'
if (isProduction) process.exitCode = await startBuilt()
else await startLocal()

async function startLocal() {
  const { register } = require('tsx/cjs/api')
  register()
  const { runLocalMode } = require('./local/main.ts')
  await runLocalMode({ root, args: process.argv.slice(2) })
}

async function startBuilt() {
  const state = builtState()
  if (state === 'missing') {
    console.error('The service is not built: run "npm ci --ignore-scripts && npm run build" here, or bring the dist/ folder of a machine that has it.')
    return 1
  }
  // Checked here, so that what is wrong is said once and not by each process; and before minutes go into building.
  const { parseSettings, settingsComplaint } = settingsModule(state)
  const checked = parseSettings(process.env)
  if (!checked.ok) {
    process.stderr.write(settingsComplaint(checked.problems))
    return 1
  }
  if (state === 'to build' && (await build()) !== 0) {
    console.error('The service was not started: dist/ could not be built; the lines above say why.')
    return 1
  }
  if (state === 'old') console.error('dist/ is older than the sources and TypeScript is not installed here: starting what was built last.')
  return superviseBoth()
}

function settingsModule(state) {
  if (state !== 'to build') return require(join(root, 'dist/config/env.js'))
  require('tsx/cjs/api').register()
  return require('../config/env.ts')
}

/** Two processes on one machine cannot share the port for health and metrics: the workers take the next one. */
function environmentOf(name) {
  const { OPS_PORT } = process.env
  return OPS_PORT && name === 'workers' ? { ...process.env, OPS_PORT: String(Number(OPS_PORT) + 1) } : process.env
}

/** A process that ends sooner than this after its start is not started again: it would only end again. */
const WORTH_ANOTHER_START_MS = 10_000

/**
 * Runs both until we are told to stop. A process that ends by itself is started again beside the other one: calls must be
 * answered while no worker runs, and mail taken in while no web does.
 * @returns the code to exit with: 0 only when we were told to stop and both stopped well
 */
function superviseBoth() {
  return new Promise(resolve => {
    const running = new Map()
    let stopping = false
    let code = 0
    const stop = signal => {
      stopping = true
      for (const child of running.values()) child.kill(signal)
    }
    const run = name => {
      const started = Date.now()
      const child = spawn(process.execPath, [join(root, PROCESSES[name])], { cwd: root, env: environmentOf(name), stdio: 'inherit' })
      running.set(name, child)
      const end = (exitCode, signal) => {
        if (running.get(name) !== child) return
        running.delete(name)
        // One that was told to read its files again before it listened for that reads them as it starts.
        if (!stopping && (signal === 'SIGHUP' || Date.now() - started > WORTH_ANOTHER_START_MS)) {
          console.error(`The ${name} process ended by itself (${exitCode ?? 'killed'}): starting it again.`)
          return run(name)
        }
        if (!stopping) {
          console.error(`The ${name} process ended right after its start (${exitCode ?? 'killed'}): stopping.`)
          code = exitCode || 1
          stop('SIGTERM')
        } else if (exitCode !== 0) code ||= exitCode || 1
        if (running.size === 0) resolve(code)
      }
      child.on('error', () => end(1))
      child.on('exit', end)
    }
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(signal))
    // Workers read the rules again at it: whoever runs this knows our process and not theirs.
    process.on('SIGHUP', () => running.get('workers')?.kill('SIGHUP'))
    for (const name of Object.keys(PROCESSES)) run(name)
  })
}

/** Whether dist/ is there and of the present sources; `to build` where it is not, but can be made. */
function builtState() {
  const built = Object.values(PROCESSES).map(file => join(root, file))
  const missing = !built.every(existsSync)
  if (!missing && newest('src', 'workers', 'config') <= Math.min(...built.map(file => statSync(file).mtimeMs))) return 'ready'
  if (canBuild()) return 'to build'
  return missing ? 'missing' : 'old'
}

async function build() {
  console.log('Building dist/, because it is missing or older than the sources.')
  const child = spawn(process.execPath, [join(root, 'config/build.mjs')], { cwd: root, stdio: 'inherit' })
  return new Promise(resolve => child.on('error', () => resolve(1)).on('exit', resolve))
}

function canBuild() {
  try {
    require.resolve('typescript/package.json')
    require.resolve('tsx/cjs/api')
    return existsSync(join(root, 'config/build.mjs'))
  } catch {
    return false
  }
}

/** When the youngest file under these folders was changed, in milliseconds; 0 when there is none, as in an image. */
function newest(...folders) {
  const times = folders
    .map(folder => join(root, folder))
    .filter(existsSync)
    .flatMap(folder => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
