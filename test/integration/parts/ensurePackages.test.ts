import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '../../..')

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'advice-line-test-'))
  await cp(join(ROOT, 'src/ensurePackages.mjs'), join(dir, 'src/ensurePackages.mjs'))
  await writeFile(join(dir, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0' }))
  await writeLock('1.0.0')
})
afterEach(() => rm(dir, { recursive: true }))

const writeLock = (version: string) =>
  writeFile(
    join(dir, 'package-lock.json'),
    JSON.stringify({ name: 'clone', version, lockfileVersion: 3, packages: { '': { name: 'clone', version } } }),
  )

/** Runs the script as `npm start` does, and tells what it said. */
const ensure = (env: NodeJS.ProcessEnv = {}) =>
  new Promise<string>((resolve, reject) => {
    const options = { cwd: dir, env: { ...process.env, npm_execpath: '', NODE_ENV: '', ...env } }
    execFile(process.execPath, [join(dir, 'src/ensurePackages.mjs')], options, (error, stdout, stderr) =>
      error ? reject(new Error(stdout + stderr)) : resolve(stdout),
    )
  })

describe('the packages on a fresh clone', () => {
  it('are installed at the first start, with the reason, and left alone at the second', async () => {
    expect(await ensure()).toMatch(/because the packages .* are not installed yet[\s\S]*installed in \d+ s/)
    expect(await ensure()).toBe('')
  })

  it('are installed once when two starts meet', async () => {
    const said = (await Promise.all([ensure(), ensure()])).join('')
    expect(said.match(/Installing packages/g)).toHaveLength(1)
    expect(existsSync(join(dir, '.local/packages.lock'))).toBe(false)
  })

  it('are installed again when the lock file names others', async () => {
    await ensure()
    const lock: { packages: object } = JSON.parse(await readFile(join(dir, 'package-lock.json'), 'utf8'))
    const absent = { 'node_modules/absent': { version: '1.0.0' } }
    await writeFile(join(dir, 'package-lock.json'), JSON.stringify({ ...lock, packages: { ...lock.packages, ...absent } }))
    expect(await ensure().catch(String)).toContain('are not those of package-lock.json')
  })

  it('are nobody’s business but the deployment’s in production', async () => {
    expect(await ensure({ NODE_ENV: 'production' })).toBe('')
    expect(existsSync(join(dir, 'node_modules'))).toBe(false)
  })
})
