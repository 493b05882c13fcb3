import type { SimulatedCall } from '../call/simulatedCall'

/** A telephone that can be rung: is handed the call that rings it, and answers, declines, or lets it ring. */
export type Telephone = (call: SimulatedCall) => void

/** How the ringing of a telephone came out. */
export type RingOutcome = 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled'
