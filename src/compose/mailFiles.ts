import type { MailFiles } from '../desk/mailPorts'
import { Turns } from '../domain/turns'
import { takeAttachment } from '../email/attachments/takeAttachment'
import { originals } from '../store/originals'
import type { Store } from './openStore'

/** Messages in memory at a time, in one process: one may be 50 MB. */
const AT_A_TIME = 2

/** What the desk hands out of the mail that is kept. `take` takes an attachment out of a message, in a process of its own. */
export function mailFiles({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, take: typeof takeAttachment = takeAttachment): MailFiles {
  const kept = originals(connection, sealer)
  const turns = new Turns(AT_A_TIME)
  return {
    openOriginal: async (intakeId) => turns.take(async () => (await kept.find(intakeId))?.read()),
    openAttachment: async (intakeId, index) => turns.take(async () => {
      const original = await kept.find(intakeId)
      const note = original?.attachments[index]
      const bytes = original && note && (await take(await original.read(), index))
      return bytes && { note, bytes }
    }),
  }
}
