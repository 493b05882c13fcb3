import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { builtSources } from './builtSources'

const ROOT = resolve(__dirname, '../..')

export interface Ended {
  readonly code: unknown
  readonly stdout: string
  readonly stderr: string
}

/** The program of a command of `src/`; by `src/command.mjs`, from source, each start takes the processor a second more. */
export const programOf = (command: string): string => join(builtSources(), 'src', `${command}.js`)

/** Runs a command of `src/` with these settings and no others, and nobody at a terminal. */
export const runCommand = async (command: string, settings: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Ended> =>
  end(process.execPath, [programOf(command), ...argv], settings)

/** The same from source, by its script of `package.json`, as an operator types it. */
export const npmRun = async (script: string, settings: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Ended> =>
  end('npm', ['run', '--silent', script, '--', ...argv], settings)

const end = async (program: string, argv: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((done) => {
    execFile(program, [...argv], { cwd: ROOT, env: { PATH: process.env['PATH'], ...settings } }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr }))
  })
