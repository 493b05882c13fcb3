import { randomBytes } from 'node:crypto'
import type { Mailer, Signer } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import type { EmailAddress } from '../domain/email'

export interface StaffMailDeps {
  readonly mailer: Mailer
  readonly signer?: Signer
  readonly from: EmailAddress
  readonly now: Clock
}

export type StaffMailOutcome = 'sent' | 'failed' | 'refused' | 'unclear'

/** From the null sender, like everything that this service writes by itself: what comes back must not become an enquiry. */
export async function sendToStaff(
  { mailer, signer, from, now }: StaffMailDeps, to: string, note: { readonly subject: string; readonly text: string },
): Promise<StaffMailOutcome> {
  const domain = from.address.split('@').at(-1) ?? 'localhost'
  const built = await mailer.build({
    from, to, ...note, date: now(), references: [],
    messageId: `<${randomBytes(16).toString('hex')}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
  const { kind } = await mailer.send(to, signer ? await signer.sign(built) : built)
  return ({ sent: 'sent', not_now: 'failed', refused: 'refused', unknown: 'unclear' } as const)[kind]
}
