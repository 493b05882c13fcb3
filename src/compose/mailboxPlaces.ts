import type { Settings } from '../../config/env'
import { mailPlaceOf } from '../domain/mailPlace'
import type { NamedPlace } from '../store/operationsReport'

/** Every mailbox of the settings, in their order, under the name it has in logs, health and metrics, where no address may stand. */
export const namedMailboxes = ({ IMAP_URL, MAILBOXES }: Pick<Settings, 'IMAP_URL' | 'MAILBOXES'>): readonly { readonly name: string; readonly url: string }[] =>
  [IMAP_URL, ...MAILBOXES].map((url, index) => ({ name: index === 0 ? 'mailbox' : `mailbox ${index + 1}`, url }))

/** The same, for whoever only wants to know of them. */
export const mailboxPlaces = (settings: Settings): readonly NamedPlace[] =>
  namedMailboxes(settings).map(({ name, url }) => ({ name, place: mailPlaceOf(url) }))
