import { createHash } from 'node:crypto'
import { failureCode } from '../giveUpOrRetry'
import { ingestMessages } from '../ingestMessages'
import type { KeptMessage, MailPlace } from '../ports'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap, UnrecordedMail } from './ports'

/** Makes the enquiries again that should be there and are not, from the bytes that are kept. */
export async function mendRecords(deps: ReconcileMailboxDeps, place: MailPlace, since: Date): Promise<readonly MailGap[]> {
  const before = new Date(deps.now().getTime() - deps.finishWithinMs)
  const lost = await deps.records.withoutEnquiry(place, since)
  const unrecorded = await deps.records.withoutRecord(since, before)
  for (const kept of [...lost, ...unrecorded.map((raw) => atNoPlace(raw, place))]) await makeAgain(deps, kept)
  return [
    ...lost.map(({ intakeId }): MailGap => ({ kind: 'enquiry_was_absent', detail: intakeId })),
    ...unrecorded.map(({ intakeId }): MailGap => ({ kind: 'mail_without_record', detail: intakeId })),
  ]
}

async function makeAgain(deps: ReconcileMailboxDeps, kept: KeptMessage): Promise<void> {
  try {
    const bytes = await deps.rawMail.read(kept.intakeId, kept.rawFileId)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await ingestMessages({ ...deps, ledger: BLAMING_NOBODY }, [{ kept: { ...kept, sha256, size: bytes.length }, bytes }])
  } catch (error) {
    // Its card stands; the others must not wait for it.
    deps.log.error({ channel: 'email', intakeId: kept.intakeId, cause: failureCode(error) }, 'an enquiry could not be made again from its message')
  }
}

/** Their rows say already what they are, or there is none; every run tries again what failed. */
const BLAMING_NOBODY = { markIngested: async () => undefined, countFailure: async () => 0, quarantine: async () => undefined }

/** Where it lay is not known; the message itself says who wrote. */
const atNoPlace = ({ intakeId, rawFileId, keptAt }: UnrecordedMail, { account, mailbox }: MailPlace): KeptMessage =>
  ({ intakeId, rawFileId, receivedAt: keptAt, sha256: '', size: 0, location: { account, mailbox, uidValidity: '', uid: 0 } })
