import type { Logger } from 'pino'
import { draftEnquiry, type DraftEnquiryDeps } from './draftEnquiry'
import { failureCode, quarantineOrRetry } from './quarantineOrRetry'
import { NoReader } from '../reading/noReader'
import type { EmailIntakes, Insertion, NewEmailIntake } from '../intakePorts'
import type { MailLedger, SafeMessage } from '../keptMailPorts'
import type { MailLocation } from '../mailboxPorts'

export interface IngestMessagesDeps extends DraftEnquiryDeps {
  readonly intakes: EmailIntakes
  readonly ledger: Pick<MailLedger, 'markIngested' | 'countFailure' | 'quarantine'>
  readonly log: Logger
}

export interface Ingested {
  /** Messages that are enquiries now, or were already; their rows say so. */
  readonly done: readonly MailLocation[]
  /** Messages that name no sender: nothing is noted of them yet. */
  readonly senderless: readonly MailLocation[]
  /** Messages that wait, since no reader could be had; nothing is counted against them. */
  readonly waiting: readonly MailLocation[]
}

type Outcome = 'done' | 'no_sender' | 'no_reader' | { readonly failure: unknown }

/**
 * Makes the enquiries of messages whose bytes are safe, each with all that it owes in one write, and notes what became
 * of each message. One that fails is blamed alone, and tried again by the next sync.
 */
export async function ingestMessages(deps: IngestMessagesDeps, messages: readonly SafeMessage[]): Promise<Ingested> {
  if (messages.length === 0) return { done: [], senderless: [], waiting: [] }
  const { outcomes, made } = await outcomesOf(deps, messages)
  const having = (outcome: Outcome): MailLocation[] =>
    messages.flatMap(({ kept }) => (outcomes.get(kept.intakeId) === outcome ? [kept.location] : []))
  // Also of those that were there already: whoever made them may have died before it asked.
  const met = [...outcomes].flatMap(([id, outcome]) => (outcome === 'done' && !made.has(id) ? [id] : []))
  await suggestSame(deps, [...made.values()], met)
  const done = having('done')
  if (done.length > 0) await deps.ledger.markIngested(done)
  for (const { kept } of messages) {
    const outcome = outcomes.get(kept.intakeId)
    if (typeof outcome === 'object') await quarantineOrRetry(deps, kept.location, outcome.failure)
  }
  const waiting = having('no_reader')
  if (waiting.length > 0) deps.log.error({ channel: 'email', cause: 'no_reader', count: waiting.length }, 'no reader can be had; messages are kept and wait for one')
  return { done, senderless: having('no_sender'), waiting }
}

/** A mere suggestion keeps no enquiry waiting. */
async function suggestSame({ intakes, log }: IngestMessagesDeps, made: readonly NewEmailIntake[], met: readonly string[]): Promise<void> {
  if (made.length + met.length === 0) return
  await intakes.suggestSame(made, met).catch((error: unknown) => {
    log.warn({ channel: 'email', cause: failureCode(error) }, 'whether a message came by another mailbox as well could not be asked')
  })
}

interface Outcomes {
  /** By enquiry: the same bytes at two places are one. */
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** The enquiries that were not there before, by id. */
  readonly made: ReadonlyMap<string, NewEmailIntake>
}

async function outcomesOf(deps: IngestMessagesDeps, messages: readonly SafeMessage[]): Promise<Outcomes> {
  const existing = await deps.intakes.existing(messages.map(({ kept }) => kept.intakeId))
  const fresh = new Map(messages.filter(({ kept }) => !existing.has(kept.intakeId)).map((message) => [message.kept.intakeId, message]))
  const outcomes = new Map<string, Outcome>([...existing].map((id) => [id, 'done']))
  const drafts = await Promise.all([...fresh.values()].map(async (message) => draft(deps, message)))
  const intakes: NewEmailIntake[] = []
  for (const { id, drafted } of drafts) {
    if (typeof drafted === 'object' && 'intake' in drafted) intakes.push(drafted.intake)
    else outcomes.set(id, drafted)
  }
  const insertions = intakes.length === 0 ? [] : await deps.intakes.insert(intakes)
  intakes.forEach((intake, place) => outcomes.set(intake.id, noteInsertion(deps, intake, insertions[place])))
  const made = intakes.filter((_, place) => insertions[place] === 'inserted')
  return { outcomes, made: new Map(made.map((intake) => [intake.id, intake])) }
}

async function draft(deps: IngestMessagesDeps, { kept, reading: begun }: SafeMessage): Promise<{ id: string; drafted: { intake: NewEmailIntake } | Outcome }> {
  const id = kept.intakeId
  try {
    const reading = await begun
    // Before its enquiry is made: a process that dies in between does this again, and once the enquiry is there nobody would.
    if (reading.report) await deps.intakes.noteReport(reading.report)
    const drafted = await draftEnquiry(deps, kept, reading)
    return { id, drafted: drafted === 'no_sender' ? drafted : { intake: drafted } }
  } catch (failure) {
    return { id, drafted: failure instanceof NoReader ? 'no_reader' : { failure } }
  }
}

function noteInsertion({ log }: IngestMessagesDeps, { id, email, acknowledgement }: NewEmailIntake, insertion: Insertion | undefined): Outcome {
  if (typeof insertion === 'object') return insertion
  const { automatic, unreadable } = email
  if (insertion === 'inserted') log.info({ intakeId: id, channel: 'email', automatic, unreadable, acknowledgement: acknowledgement.state }, 'enquiry received')
  return 'done'
}
