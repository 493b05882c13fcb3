import type { Clock } from '../../domain/clock'
import type { ReplayStanding, ReplayWishes } from './ports'

export interface ReplayCommandDeps {
  readonly wishes: ReplayWishes
  readonly now: Clock
  /** How long to wait for whoever watches the mailbox, in milliseconds. */
  readonly patienceMs: number
  readonly pause: (ms: number) => Promise<void>
}

export const REPLAY_USAGE = `Usage:
  npm run mail:replay -- ID      takes a held message in again; the id stands on its card
  npm run mail:replay -- --all   every held message whose card is open
The process that watches the mailbox does it: the workers must be running.
`

const LOOK_EVERY_MS = 500

/**
 * The command that brings held messages back. Writes what became of each to `stdout`.
 * @returns the exit code: 0 each is an enquiry, 1 not each, 2 not understood
 */
export async function runReplayCommand(deps: ReplayCommandDeps, argv: readonly string[], stdout: NodeJS.WritableStream): Promise<number> {
  const [wanted, ...more] = argv
  if (wanted === undefined || more.length > 0 || (wanted !== '--all' && !/^[0-9a-f]{8,64}$/.test(wanted))) {
    stdout.write(REPLAY_USAGE)
    return 2
  }
  const ids = wanted === '--all' ? await deps.wishes.open() : await deps.wishes.find(wanted)
  const refusal = whyNot(wanted, ids)
  if (refusal) {
    stdout.write(refusal.text)
    return refusal.good ? 0 : 1
  }
  const asked: { readonly id: string; readonly told: Told | undefined }[] = []
  for (const id of ids) asked.push({ id, told: await ask(deps, id) })
  let isEachEnquiry = true
  for (const { id, told } of asked) {
    const { good, text } = told ?? (await awaitOutcome(deps, id))
    isEachEnquiry &&= good
    stdout.write(`${id.slice(0, 12)}: ${text}\n`)
  }
  return isEachEnquiry ? 0 : 1
}

interface Told {
  readonly good: boolean
  readonly text: string
}

function whyNot(wanted: string, ids: readonly string[]): Told | undefined {
  if (wanted === '--all') return ids.length === 0 ? { good: true, text: 'No message is held.\n' } : undefined
  if (ids.length === 0) return { good: false, text: `${wanted}: no held message has this id.\n` }
  return ids.length > 1 ? { good: false, text: `${wanted}: several messages have an id that begins so; give more of it.\n` } : undefined
}

/** @returns why it is not asked for; undefined when it is, and has to be waited for */
async function ask({ wishes, now }: ReplayCommandDeps, id: string): Promise<Told | undefined> {
  const asked = await wishes.ask(id, now())
  switch (asked) {
    case 'asked':
      return undefined
    case 'is_enquiry':
      return { good: true, text: 'it is an enquiry already; nothing was changed.' }
    case 'unknown':
      return { good: false, text: 'this message is not held.' }
    default:
      return asked satisfies never
  }
}

async function awaitOutcome({ wishes, now, patienceMs, pause }: ReplayCommandDeps, id: string): Promise<Told> {
  const end = now().getTime() + patienceMs
  for (;;) {
    const standing = await wishes.standing(id)
    if (standing.kind !== 'waiting') return inWords(standing)
    if (now().getTime() >= end) return { good: false, text: 'asked for, and not done yet. Do the workers run, and is the mailbox in reach? It will be done once they are.' }
    await pause(LOOK_EVERY_MS)
  }
}

function inWords(standing: Exclude<ReplayStanding, { kind: 'waiting' }>): Told {
  switch (standing.kind) {
    case 'enquiry':
      return { good: true, text: 'it is an enquiry now.' }
    case 'failed':
      return { good: false, text: `it could not be taken in again (${standing.cause}); a fresh card stands on the desk.` }
    case 'set_aside_again':
      return { good: false, text: 'it could not be taken in again; a fresh card stands on the desk.' }
    case 'moved_back':
      return { good: true, text: 'it lies in the inbox again, and is taken in like a new message.' }
    case 'not_found':
      return { good: false, text: 'it is neither in the inbox nor in the folder Quarantine. Move it to the inbox by hand.' }
    case 'never_asked':
      return { good: false, text: 'it was not asked for.' }
    default:
      return standing satisfies never
  }
}
