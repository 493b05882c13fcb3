// Runs before `npm start`, `npm test` and the like, on a fresh clone too: so it is plain JavaScript that
// needs nothing but Node. It installs the packages when they are missing or are not those of the lock
// file, and is out of the way in a moment when they are there.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = [20, 19]
const root = fileURLToPath(new URL('../', import.meta.url))
const lockFile = join(root, 'package-lock.json')
const installed = join(root, 'node_modules')
const marker = join(installed, '.advice-line-lock')
const busyFile = join(root, '.local', 'packages.lock')

/** Names the packages that are to be there: those of the lock file, for this kind of machine. */
function wanted() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${hash} ${process.platform}-${process.arch}\n`
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

function remember() {
  mkdirSync(installed, { recursive: true })
  writeFileSync(marker, wanted())
}

function missingReason() {
  if (!existsSync(installed)) return 'the packages that the advice line is built from are not installed yet'
  if (readOr(marker, '') === wanted()) return undefined
  if (!matchesLockFile()) return 'the installed packages are not those of package-lock.json'
  // Installed by hand with npm: as good as ours, remembered so that the next look is quicker.
  remember()
  return undefined
}

/** Compares what npm says it installed with the lock file; what is only for other machines may be absent. */
function matchesLockFile() {
  try {
    const there = JSON.parse(readFileSync(join(installed, '.package-lock.json'), 'utf8')).packages
    const asked = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages)
    return asked.every(([path, { version, optional, devOptional, peer, link }]) => {
      if (path === '' || link) return true
      const found = there[path]
      return found === undefined ? Boolean(optional || devOptional || peer) : found.version === version
    })
  } catch {
    return false
  }
}

// Dev dependencies are part of local mode whatever NODE_ENV or npm's settings say; no package needs its install script.
const OPTIONS = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/** Runs npm, the very one that called us if any, and tells from time to time that it is still at it. */
function runNpm(args) {
  const npm = process.env.npm_execpath ?? ''
  const [command, first] = npm.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []]
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const beat = setInterval(() => console.log(`  still installing (${seconds()} s) …`), 5_000)
  return new Promise(resolve => {
    const child = spawn(command, [...first, ...args, ...OPTIONS], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', chunk => (complaint += chunk))
    const end = ok => {
      clearInterval(beat)
      if (ok) console.log(`Packages installed in ${seconds()} s.`)
      resolve({ ok, complaint })
    }
    child.on('error', () => end(false))
    child.on('close', code => end(code === 0))
  })
}

/**
 * npm ci refuses a lock file that lacks another platform's builds, as npm writes it where a registry
 * does not serve them; npm install with the same lock file does not mind.
 */
async function installPackages() {
  const exact = await runNpm(['ci'])
  if (exact.ok) return true
  console.log('npm ci declined; trying npm install with the same lock file.')
  const second = await runNpm(['install', '--no-save'])
  if (!second.ok) console.error(`${exact.complaint.split('\n').slice(0, 6).join('\n')}\n${second.complaint}`)
  return second.ok
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True once this process may install; waits while another one does. */
async function takeTurn() {
  mkdirSync(join(root, '.local'), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(busyFile, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = Number(readOr(busyFile, ''))
    if (holder > 0 && !isAlive(holder)) rmSync(busyFile, { force: true })
    else if (!told) console.log('Another process is installing the packages: waiting for it.')
    await new Promise(resolve => setTimeout(resolve, 300))
  }
}

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

async function main() {
  if (nodeIsTooOld()) {
    console.error(
      `The advice line needs Node ${OLDEST_NODE.join('.')} or newer and this is ${process.versions.node}: install the current LTS from nodejs.org or your distribution.`,
    )
    return 1
  }
  // A deployment installs its packages itself, with `npm ci --omit=dev`.
  if (process.env.NODE_ENV === 'production' || missingReason() === undefined) return 0
  await takeTurn()
  try {
    const reason = missingReason()
    if (reason === undefined) return 0
    console.log(`Installing packages with npm ci, because ${reason}. This takes a minute or so, once.`)
    if (!(await installPackages())) {
      console.error('The packages could not be installed: npm says why above; with a working network, run the command again.')
      return 1
    }
    remember()
    return 0
  } finally {
    rmSync(busyFile, { force: true })
  }
}

process.exitCode = await main()
