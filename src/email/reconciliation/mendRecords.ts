import { createHash } from 'node:crypto'
import { failureCode } from '../ingest/quarantineOrRetry'
import { beginReading } from '../ingest/beginReading'
import { ingestMessages } from '../ingest/ingestMessages'
import { SIZE_LIMIT } from '../ingest/inboxWork'
import type { MailPlace } from '../../domain/mailPlace'
import type { KeptMessage } from '../keptMailPorts'
import { NoReader } from '../reading/noReader'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap, UnrecordedMail } from './ports'

/** Makes the enquiries again that should be there and are not, from the bytes that are kept. What could not be made is a gap that says so. */
export async function mendRecords(deps: ReconcileMailboxDeps, place: MailPlace, since: Date): Promise<readonly MailGap[]> {
  const before = new Date(deps.now().getTime() - deps.finishWithinMs)
  const lost = await deps.records.withoutEnquiry(place, since)
  const unrecorded = await deps.records.withoutRecord(since, before)
  const gaps: MailGap[] = []
  const mend = async (kept: KeptMessage, kind: MailGap['kind']): Promise<void> =>
    void gaps.push({ kind: (await makeAgain(deps, kept)) ? kind : 'enquiry_missing', detail: kept.intakeId })
  for (const kept of lost) await mend(kept, 'enquiry_was_absent')
  for (const raw of unrecorded) await mend(atNoPlace(raw, place), 'mail_without_record')
  return gaps
}

/** @returns whether it is an enquiry now */
async function makeAgain(deps: ReconcileMailboxDeps, kept: KeptMessage): Promise<boolean> {
  // The size of what has no row is not known: it counts as the largest.
  const release = await deps.memory.hold(kept.size > 0 ? kept.size : SIZE_LIMIT)
  try {
    const bytes = await deps.rawMail.read(kept.intakeId, kept.rawFileId)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { done, waiting } = await ingestMessages({ ...deps, ledger: BLAMING_NOBODY }, [{ kept: { ...kept, sha256, size: bytes.length }, reading: beginReading(deps.reader, bytes) }])
    if (waiting.length > 0) throw new NoReader()
    return done.length > 0
  } catch (error) {
    // No gap that a person could look into: the whole comparison failed, and is made again soon.
    if (error instanceof NoReader) throw error
    // Its card stands; the others must not wait for it.
    deps.log.error({ channel: 'email', intakeId: kept.intakeId, cause: failureCode(error) }, 'an enquiry could not be made again from its message')
    return false
  } finally {
    release?.()
  }
}

/** Their rows say already what they are, or there is none; every run tries again what failed. */
const BLAMING_NOBODY = { markIngested: async () => undefined, countFailure: async () => 0, quarantine: async () => undefined }

/** Where it lay is not known; the message itself says who wrote. */
const atNoPlace = ({ intakeId, rawFileId, keptAt }: UnrecordedMail, { account, mailbox }: MailPlace): KeptMessage =>
  ({ intakeId, rawFileId, receivedAt: keptAt, sha256: '', size: 0, location: { account, mailbox, uidValidity: '', uid: 0 } })
