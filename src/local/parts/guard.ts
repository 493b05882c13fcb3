import { spawn, type ChildProcess } from 'node:child_process'

/**
 * A tiny shell process that outlives this one by a moment: when this process ends, however it ends,
 * the pipe between the two closes, and the guard ends the servers and removes the folders that it was
 * told of. It waits on the pipe, so it costs nothing.
 */
const SCRIPT = `
trap '' INT TERM HUP
pids=''
dirs=''
while read -r verb what; do
  case "$verb" in
    watch) pids="$pids $what" ;;
    forget) pids=$(for pid in $pids; do [ "$pid" = "$what" ] || printf ' %s' "$pid"; done) ;;
    remove) dirs="$dirs
$what" ;;
    kept) dirs=$(printf '%s\\n' "$dirs" | grep -vxF -- "$what") ;;
  esac
done
for pid in $pids; do kill -TERM -"$pid" 2>/dev/null; done
for pid in $pids; do
  i=0
  while kill -0 -"$pid" 2>/dev/null && [ $i -lt 40 ]; do sleep 0.2; i=$((i + 1)); done
  kill -KILL -"$pid" 2>/dev/null
done
printf '%s\\n' "$dirs" | while read -r dir; do [ -n "$dir" ] && rm -rf -- "$dir"; done
`

let guard: ChildProcess | undefined

function tell(line: string): void {
  if (!guard) {
    guard = spawn('sh', ['-c', SCRIPT, 'advice-line-guard'], {
      detached: true,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    guard.on('error', () => undefined)
    guard.stdin?.on('error', () => undefined)
    guard.unref()
  }
  guard.stdin?.write(`${line}\n`)
}

/** Ends this process group when the present process is gone. */
export const guardProcess = (pid: number): void => tell(`watch ${pid}`)
export const unguardProcess = (pid: number): void => tell(`forget ${pid}`)

/** Removes this folder when the present process is gone. */
export const guardFolder = (dir: string): void => tell(`remove ${dir}`)
/** The folder was removed already, or is to stay. */
export const unguardFolder = (dir: string): void => tell(`kept ${dir}`)
