import type { SimulatedCall } from '../call/simulatedCall'
import type { Bridge } from '../verbs/bridge'
import type { NetworkClock } from '../networkClock'
import { newSid } from '../sids'

/** Who takes a caller from the queue: somebody who dialled it, to talk to; or a request to the REST side, with a script. */
export type Taker =
  | { readonly kind: 'dialler'; readonly callSid: string; readonly bridge: Bridge; readonly url?: string }
  | { readonly kind: 'request'; readonly url: string }

export interface QueueMember {
  readonly call: SimulatedCall
  /** By the network's clock, milliseconds. */
  readonly since: number
  readonly joinedAt: Date
  taker?: Taker
}

const MAX_SIZE = 100

/** Callers who hold the line, first come first served. */
export class CallerQueue {
  readonly sid = newSid('QU')
  readonly maxSize = MAX_SIZE
  readonly members: QueueMember[] = []
  private readonly diallers: ((member: QueueMember) => void)[] = []
  private readonly waitedMs: number[] = []

  constructor(readonly name: string, private readonly clock: NetworkClock, readonly createdAt: Date) {}

  get isFull(): boolean {
    return this.members.length >= this.maxSize
  }

  /** Somebody who has dialled an empty queue gets the caller at once. */
  join(call: SimulatedCall, joinedAt: Date): QueueMember {
    const member: QueueMember = { call, since: this.clock.now(), joinedAt }
    this.members.push(member)
    this.diallers.shift()?.(member)
    return member
  }

  leave(member: QueueMember): void {
    const at = this.members.indexOf(member)
    if (at === -1) return
    this.members.splice(at, 1)
    this.waitedMs.push(this.clock.now() - member.since)
  }

  find(callSid: string): QueueMember | undefined {
    return this.members.find(({ call }) => call.callSid === callSid)
  }

  /** Takes the member out and cuts its waiting short. */
  take(member: QueueMember, taker: Taker): void {
    member.taker = taker
    this.leave(member)
    member.call.line.interrupt()
  }

  /** The front of the queue, or whoever joins it until the signal; undefined when nobody does. */
  async front(until: AbortSignal): Promise<QueueMember | undefined> {
    const [first] = this.members
    if (first || until.aborted) return first
    return new Promise((resolve) => {
      const end = (member?: QueueMember): void => {
        until.removeEventListener('abort', giveUp)
        const at = this.diallers.indexOf(end)
        if (at !== -1) this.diallers.splice(at, 1)
        resolve(member)
      }
      const giveUp = (): void => end()
      until.addEventListener('abort', giveUp)
      this.diallers.push(end)
    })
  }

  /** From 1. */
  positionOf(member: QueueMember): number {
    return this.members.indexOf(member) + 1
  }

  /** Whole seconds in the queue. */
  secondsOf(member: QueueMember): number {
    return Math.floor((this.clock.now() - member.since) / 1000)
  }

  /** Whole seconds that those who have left it waited, on average. */
  get averageSeconds(): number {
    const total = this.waitedMs.reduce((sum, ms) => sum + ms, 0)
    return this.waitedMs.length === 0 ? 0 : Math.floor(total / this.waitedMs.length / 1000)
  }
}
