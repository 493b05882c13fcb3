import { type Letterhead, letterOf } from '../acknowledgement/composeAcknowledgement'
import type { Intake } from '../domain/intake'
import { earlierMail } from '../store/earlierMail'
import type { Store } from './openStore'

/** What a reply may quote that was read before: the messages of its thread, and our acknowledgements of them. */
export const heldTexts = ({ intakes, sealer }: Pick<Store, 'intakes' | 'sealer'>, letterhead: Letterhead) => async (intake: Intake): Promise<readonly string[]> =>
  (await earlierMail(intakes, sealer, intake)).flatMap(({ reference, receivedAt, acknowledgement: { language = 'en' }, email: { subject, text } }) => {
    const ours = letterOf(letterhead, { reference, receivedAt, language })
    return [subject, text, ours.subject, ours.text]
  })
