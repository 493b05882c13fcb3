import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { cpuSecondsOf } from '../frame/cpu'

export interface SideInput {
  readonly mongodbUri: string
  readonly imapUrl: string
  /** How many there are to take in. */
  readonly messages: number
}

interface Side {
  run(): Promise<void>
  close(): Promise<void>
}

/** The whole of a side's process: gets ready, says so, runs when it is told to, says how long that took in milliseconds, and ends. */
export function runSide(prepare: (input: SideInput) => Promise<Side>): void {
  void (async () => {
    const side = await prepare(JSON.parse(process.argv[2] ?? '') as SideInput)
    const told = once(process.stdin, 'data')
    console.log('ready')
    await told
    const started = performance.now()
    await side.run()
    console.log(String(performance.now() - started))
    await once(process.stdin, 'data')
    await side.close()
    process.exit()
  })()
}

/** Starts a side, lets it run once, and ends it. Processor time is its own, its children's, and that of the servers named. */
export async function timeSide(program: string, input: SideInput, servers: readonly number[]): Promise<{ seconds: number; cpuSeconds: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(input)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const gone = once(child, 'exit')
  const nextLine = async (): Promise<string> => {
    const [line] = (await Promise.race([once(lines, 'line'), gone.then(() => Promise.reject(new Error(`${program} ended early.`)))])) as [string]
    return line
  }
  await nextLine()
  const spent = (): number => [child.pid ?? 0, ...servers].map(cpuSecondsOf).reduce((sum, each) => sum + each, 0)
  const before = spent()
  const answer = nextLine()
  child.stdin.write('run\n')
  const seconds = Number(await answer) / 1_000
  const cpuSeconds = spent() - before
  child.stdin.write('end\n')
  await gone
  return { seconds, cpuSeconds }
}
