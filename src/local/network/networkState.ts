import type { SimulatedCall } from './call/simulatedCall'
import type { ProgressFaults } from './faults'
import type { NetworkClock } from './networkClock'
import { CallerQueue } from './queue/callerQueue'
import { newSid } from './sids'
import type { Telephone } from './telephones/telephone'

/** A recording of a message. */
export interface KeptMessage {
  readonly sid: string
  readonly callSid: string
  readonly status: 'processing' | 'completed' | 'absent'
  readonly seconds: number
  readonly createdAt: Date
}

/** A text message that the service sent; nobody gets it. */
export interface SentText {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly body: string
  readonly createdAt: Date
}

/** What one of the account's numbers is set up with: addresses as given, and `POST` or `GET`. */
export interface NumberSetup {
  readonly voiceUrl: string
  readonly voiceMethod: string
  readonly voiceFallbackUrl: string
  readonly voiceFallbackMethod: string
  readonly statusCallback: string
  readonly statusCallbackMethod: string
}

/** A number of the account. */
export interface OwnNumber {
  readonly sid: string
  readonly number: string
  readonly createdAt: Date
  setup: NumberSetup
}

/** Everything that the network knows, in memory: calls old and new, queues, recordings, messages, numbers, telephones. */
export class NetworkState {
  readonly calls = new Map<string, SimulatedCall>()
  readonly queues = new Map<string, CallerQueue>()
  readonly recordings = new Map<string, KeptMessage>()
  readonly texts: SentText[] = []
  readonly numbers = new Map<string, OwnNumber>()
  /** By number, E.164. A number that is not in here cannot be reached. */
  readonly telephones = new Map<string, Telephone>()
  /** What every other number has; absent where a number without a telephone cannot be reached. */
  otherTelephones: Telephone | undefined
  /** Of outgoing calls that are placed from now on. */
  progressFaults: ProgressFaults = {}
  private readonly began = Date.now()
  private readonly beganOnClock: number

  constructor(readonly clock: NetworkClock, private readonly firstSetup: NumberSetup) {
    this.beganOnClock = clock.now()
  }

  /** The network's date: that of its creation, moved on by its clock. */
  date(): Date {
    return new Date(this.began + this.clock.now() - this.beganOnClock)
  }

  /** Queues come to be by being named. */
  queueNamed(name: string): CallerQueue {
    const known = [...this.queues.values()].find((queue) => queue.name === name)
    if (known) return known
    const queue = new CallerQueue(name, this.clock, this.date())
    this.queues.set(queue.sid, queue)
    return queue
  }

  /** A number that is rung is one of the account's, set up as the network was told at first. */
  number(number: string): OwnNumber {
    const known = [...this.numbers.values()].find((one) => one.number === number)
    if (known) return known
    const added: OwnNumber = { sid: newSid('PN'), number, createdAt: this.date(), setup: this.firstSetup }
    this.numbers.set(added.sid, added)
    return added
  }
}
