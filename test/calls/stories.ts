import { type CallFaults, type MessageEnd, WITHHELD_NUMBER } from '../../src/local/network/createNetwork'
import { type Chance, chanceOf } from '../support/chance'

/** What a caller does, each when something is asked of them. */
export type Act =
  | { readonly keys: string }
  | { readonly speakSeconds: number; readonly end: MessageEnd }
  /** Says and presses nothing, until so many seconds have passed and something is asked again. */
  | { readonly silentSeconds: number }
  | 'hang_up'

/** One caller's story. Whoever is asked for more than their story has hangs up. */
export interface Story {
  readonly name: string
  readonly from: string
  readonly acts: readonly Act[]
  readonly faults: CallFaults
}

const YES: Act = { keys: '1' }
/** How a caller may answer the questions about a call-back, one after the other. */
const QUESTIONS = (chance: Chance): Act[] => [
  ...(chance.happens(0.5) ? [YES] : [{ keys: '2' }, { keys: `0${chance.between(7_700_900_000, 7_700_900_999)}#` }]),
  ...Array.from({ length: 6 }, (): Act => ({ keys: String(chance.between(1, 4)) })),
]
const message = (chance: Chance): Act => ({ speakSeconds: chance.between(1, 90), end: chance.oneOf(['hash', 'hang_up', 'silence'] as const) })

/** Each kind of caller, and how many of them there are. */
const KINDS: readonly { readonly name: string; readonly share: number; readonly acts: (chance: Chance) => Act[] }[] = [
  { name: 'leaves a message', share: 4, acts: (chance) => [{ keys: '3' }, message(chance)] },
  { name: 'asks for a call-back', share: 4, acts: (chance) => [{ keys: '2' }, ...QUESTIONS(chance)] },
  { name: 'waits for an adviser, then hangs up', share: 3, acts: (chance) => [YES, { silentSeconds: chance.between(1, 150) }, 'hang_up'] },
  { name: 'waits, then asks for a call-back', share: 2, acts: (chance) => [YES, { silentSeconds: chance.between(1, 60) }, YES, ...QUESTIONS(chance)] },
  { name: 'waits to the end', share: 1, acts: (chance) => [YES, { silentSeconds: 600 }, message(chance)] },
  { name: 'says that it is urgent', share: 2, acts: (chance) => [{ keys: '9' }, { silentSeconds: chance.between(1, 90) }, message(chance)] },
  { name: 'speaks Welsh', share: 2, acts: (chance) => [{ keys: '8' }, ...chance.oneOf([() => [{ keys: '3' }, message(chance)], () => [{ keys: '2' }, ...QUESTIONS(chance)]])()] },
  { name: 'presses wrong keys', share: 1, acts: (chance) => [{ keys: '*' }, { keys: String(chance.between(4, 7)) }, { silentSeconds: 30 }, message(chance)] },
  { name: 'presses without end', share: 1, acts: () => Array.from({ length: 12 }, (): Act => ({ keys: '0123456789*#0000' })) },
  { name: 'says nothing', share: 1, acts: (chance) => [{ silentSeconds: chance.between(5, 60) }, 'hang_up'] },
  { name: 'hangs up at once', share: 1, acts: () => ['hang_up'] },
]

/** So many stories; the same seed tells the same ones. Faults of the network befall some. */
export function storiesOf({ seed, count, faults = true }: { readonly seed: number; readonly count: number; readonly faults?: boolean }): Story[] {
  const chance = chanceOf(seed)
  const hat = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind))
  return Array.from({ length: count }, () => {
    const kind = chance.oneOf(hat)
    return { name: kind.name, from: numberOf(chance), acts: kind.acts(chance), faults: faults ? faultsOf(chance) : {} }
  })
}

/** Numbers that the regulator keeps for drama. */
function numberOf(chance: Chance): string {
  if (chance.happens(0.1)) return WITHHELD_NUMBER
  const last = String(chance.between(0, 999)).padStart(3, '0')
  return chance.happens(0.5) ? `+447700900${last}` : `+442079460${last}`
}

const faultsOf = (chance: Chance): CallFaults => ({
  ...(chance.happens(0.15) && { hangUpAfterMs: chance.between(0, 90_000) }),
  ...(chance.happens(0.1) && { duplicateEveryPost: true }),
  ...(chance.happens(0.1) && { retryEveryPost: true }),
  ...(chance.happens(0.05) && { dropStatusCallback: true }),
  ...(chance.happens(0.05) && { statusCallbackLateSeconds: chance.between(1, 60) }),
  ...(chance.happens(0.05) && { dropRecordingCallback: true }),
  ...(chance.happens(0.05) && { recordingLateSeconds: chance.between(1, 60) }),
  ...(chance.happens(0.03) && { recordingAbsent: true }),
})
