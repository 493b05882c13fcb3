import { readdir, readFile } from 'node:fs/promises'

/** Stops a process, and waits until the system says that it stands still: on a busy machine that takes a moment. */
export async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  const states = async (): Promise<string[]> => Promise.all((await readdir(`/proc/${pid}/task`)).map(async (thread) =>
    / ([A-Z]) /.exec((await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')).split(')').at(-1) ?? '')?.[1] ?? ''))
  while ((await states()).some((state) => state !== 'T')) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Lets it go on. */
export const thaw = (pid: number): boolean => process.kill(pid, 'SIGCONT')
