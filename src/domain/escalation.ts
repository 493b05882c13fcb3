/**
 * Whom an enquiry that nobody accepts goes up to, one after the other: the worker who has it, another who is on duty, the
 * manager or their cover, who is on call, and in the end anybody whose telephone rings.
 */
export const RUNGS = ['holder', 'second_worker', 'manager', 'on_call', 'anybody'] as const

/** What is not urgent and late for long, where it climbs: the manager goes on hearing of it. */
export const CLIMBING_RUNGS = ['manager', 'second_worker', 'on_call'] as const satisfies readonly (typeof RUNGS)[number][]

/** The same where an enquiry calls for an officer beside the worker: one on duty, the same or another, and the manager. */
export const OFFICER_RUNGS = ['officer', 'officer_again'] as const
export const SECOND_RUNGS = [...OFFICER_RUNGS, 'manager'] as const

export type Rung = (typeof RUNGS)[number] | (typeof SECOND_RUNGS)[number]

export type Way = 'mail' | 'text' | 'call'

/**
 * How telling somebody came out. `begun`: not known yet; `rings`: the telephone rang, and the end of the call is not known
 * yet; `line_busy`: they were on the telephone with us; `engaged`: the network found it engaged, or they turned the call
 * away; `unclear`: it may or may not have reached them.
 */
export const TELLING_OUTCOMES = ['begun', 'sent', 'rings', 'accepted', 'not_accepted', 'line_busy', 'engaged', 'refused', 'failed', 'unclear'] as const
export type TellingOutcome = (typeof TELLING_OUTCOMES)[number]

/** Whether it may have reached them: what is `unclear` is not said again. */
export const isReached = (outcome: TellingOutcome): boolean => REACHED.includes(outcome)
const REACHED: readonly TellingOutcome[] = ['sent', 'rings', 'accepted', 'not_accepted', 'unclear']

/** Said in place of what its ladder says otherwise: that nobody can be given the enquiry, or that whoever has it is to take it over. */
export type Saying = 'nobody_fits' | 'take_over'

/** Somebody was told, by one way, that an enquiry waits to be accepted. */
export interface Telling {
  /** Of a call: the leg's id. */
  readonly id: string
  readonly rung: Rung
  readonly staffId: string
  readonly name: string
  readonly way: Way
  readonly at: Date
  readonly outcome: TellingOutcome
  readonly says?: Saying
  /** Rung for a rung whose own telephone was engaged: by call alone, and the ladder stands where it stood. */
  readonly instead?: true
}

/** What somebody was told of: an enquiry that nobody accepts, a call-back that is overdue, an officer who is awaited; or what somebody is woken for. */
export type ToldAbout = 'enquiry' | 'callback' | 'second' | 'waking'

/** One telling by itself, whatever it was of. Whoever is woken stands on no rung. */
export interface ToldOnce extends Omit<Telling, 'rung'> {
  readonly about: ToldAbout
  readonly rung?: Rung
}

/**
 * What is lacking in who is told. Others are rung, for nobody is on call, or whoever is cannot be rung for it: no telephone, or a
 * conflict of interest. Managers have a mail, and nobody at all can be rung. Or there is nobody to tell.
 */
export type Gap = 'nobody_on_call' | 'on_call_not_rung' | 'nobody_rung' | 'nobody_to_tell'
