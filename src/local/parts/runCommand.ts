import { spawn } from 'node:child_process'

export interface CommandResult {
  /** False when the command does not exist, was ended by the time limit, or left with another code than 0. */
  ok: boolean
  stdout: string
  stderr: string
}

export interface CommandOptions {
  cwd?: string
  /** Bytes for the command's standard input. */
  input?: Buffer | string
  /** Milliseconds. @defaultValue 30 000 */
  timeoutMs?: number
  /** Told every line as it comes, for commands that take long. */
  onLine?: (line: string) => void
}

/** Runs a command to its end. Never throws: a command that is not there is a result like any other. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    const output = { stdout: '', stderr: '' }
    const limit = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 30_000)
    const collect = (name: 'stdout' | 'stderr') => {
      let line = ''
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        output[name] += chunk
        const lines = (line + chunk).split(/[\r\n]+/)
        line = lines.pop() ?? ''
        lines.filter(text => text.trim() !== '').forEach(text => options.onLine?.(text))
      })
    }
    const end = (ok: boolean, reason = '') => {
      clearTimeout(limit)
      resolve({ ok, stdout: output.stdout, stderr: output.stderr + reason })
    }
    collect('stdout')
    collect('stderr')
    // A command that leaves early closes its input: its exit code tells the story, not the broken pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input)
    child.on('error', error => end(false, error.message))
    child.on('close', code => end(code === 0))
  })
}
