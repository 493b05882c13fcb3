import type { Logger } from 'pino'
import { spooledTwiml } from '../speech/spooledTwiml'
import { CallContention, type CallDeps, type CallInput, type CallReply } from '../call/takeCallEvent'
import { READ_TIMEOUT_MS } from '../webhooks/callUrls'
import { DeadlinePassed, withDeadline } from '../webhooks/withDeadline'
import type { LanguagesHeard } from './languagesHeard'
import type { Spool, SpoolMeter, SpoolSeal } from './ports'
import { writeSpooled } from './spooledEventCodec'
import type { StoreWatch } from './storeWatch'

/** Where a call's events go while the store is away. */
export interface Spooling {
  readonly spool: Spool
  readonly seal: SpoolSeal
  readonly watch: StoreWatch
  readonly languages: LanguagesHeard
  readonly meter: SpoolMeter
}

export interface SpoolingDeps extends CallDeps {
  readonly publicBaseUrl: string
  readonly log: Logger
  /** How long a caller may wait for the store, in milliseconds. @defaultValue 1300 */
  readonly deadlineMs?: number
  /** Absent: what the store does not take is answered by an error, and the network goes to the fallback. */
  readonly spooling?: Spooling
}

/** The store did not take it; the spool did. `twiml` is absent where the event wants no answer. */
export interface SpooledReply {
  readonly spooled: true
  readonly twiml: string | undefined
}

/** A caller should hear something within two seconds, so the store has the first part of them. */
const STORE_DEADLINE_MS = 1_300
/** The disk has what is left of the network's patience: on a busy machine a late answer is better than none. */
const DEADLINE_MS = READ_TIMEOUT_MS - 200
/** What the disk gets at least, however long the store took. */
const DISK_AT_LEAST_MS = 1_000

/**
 * Takes an event of a call by its use case; when the store does not answer in time, keeps it on disk instead. A store
 * that was only slow may take it all the same: it meets itself when the spool is drained, by its key.
 *
 * @throws SpoolFailed when the disk did not take it either
 */
export async function answerOrSpool<I extends CallInput>(
  deps: SpoolingDeps, input: I, use: (deps: CallDeps, input: I) => Promise<CallReply>,
): Promise<CallReply | SpooledReply> {
  const { spooling, deadlineMs = STORE_DEADLINE_MS } = deps
  if (!spooling) return withDeadline(deadlineMs, use(deps, input))
  const at = deps.now()
  const began = performance.now()
  if (!spooling.watch.isAway) {
    try {
      const reply = await withDeadline(deadlineMs, watched(spooling.watch, use(deps, input)))
      spooling.languages.note(input.callSid, reply.language)
      return reply
    } catch (error) {
      if (error instanceof DeadlinePassed) spooling.watch.slow(error)
    }
  }
  const withinMs = Math.max(DEADLINE_MS - (performance.now() - began), DISK_AT_LEAST_MS)
  return spoolEvent(deps, spooling, { ...input, at: input.at ?? at }, withinMs)
}

/** The watch hears what becomes of it, also when nobody waits for it any longer. */
async function watched(watch: StoreWatch, work: Promise<CallReply>): Promise<CallReply> {
  try {
    const reply = await work
    watch.answered()
    return reply
  } catch (error) {
    // Webhooks that overtake each other say only that the store answers.
    if (error instanceof CallContention) watch.answered()
    else watch.doubt(error)
    throw error
  }
}

async function spoolEvent(
  { publicBaseUrl, log }: SpoolingDeps, spooling: Spooling, kept: Required<CallInput>, withinMs: number,
): Promise<SpooledReply> {
  const { callSid, event } = kept
  try {
    await withDeadline(withinMs, spooling.spool.append(writeSpooled(spooling.seal, kept)))
  } catch (error) {
    spooling.meter.spoolEvents('refused', 1)
    throw error
  }
  spooling.meter.spoolEvents('spooled', 1)
  log.warn({ callSid, kind: event.kind }, 'kept on disk: the store is away')
  const language = spooling.languages.of(callSid, event)
  return { spooled: true, twiml: spooledTwiml(event, { publicBaseUrl, language, awayForMs: spooling.watch.awayForMs() }) }
}
