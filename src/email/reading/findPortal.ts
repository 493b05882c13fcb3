import { cleanName } from '../../domain/attachmentName'
import { newStretches } from '../../domain/letter/newStretches'
import type { SecurePortals } from '../../../config/securePortals'
import type { MessageReading } from './messageReading'

type Noticed = Pick<MessageReading, 'from' | 'subject' | 'text' | 'parts' | 'attachments'>

/** A longer message (characters) is one in itself, whatever it was sent through. */
const NOTICE_LENGTH = 6_000

/**
 * The secure portal that a message is only the notice of: what was written must be fetched there by hand. It takes what a
 * notice says together with the portal's own address or link, or the portal's own file: people mention portals too.
 */
export function findPortal(message: Noticed, { notices, portals }: SecurePortals): string | undefined {
  const byFile = portals.find(({ files }) => files.some((pattern) => message.attachments.some(({ filename }) => pattern.test(cleanName(filename)))))
  if (byFile) return byFile.name
  const words = newStretches(message.text, message.parts).join('')
  if (words.length > NOTICE_LENGTH) return undefined
  const said = `${message.subject}\n${words}`.toLowerCase()
  const domain = message.from?.address.split('@').at(-1)?.toLowerCase() ?? ''
  const links = linksIn(said)
  const portal = portals.find(({ senders, links: own }) =>
    senders.some((sender) => isWithin(domain, sender)) || links.some((link) => own.some((place) => leadsTo(link, place))))
  // Last: most mail has no portal's address or link, which is seen sooner.
  return portal && notices.some((notice) => said.includes(notice)) ? portal.name : undefined
}

/** Whole labels only: "notegress.com" is not within "egress.com". */
const isWithin = (domain: string, of: string): boolean => domain === of || domain.endsWith(`.${of}`)

const linksIn = (words: string): { host: string; path: string }[] =>
  [...words.matchAll(/https?:\/\/([a-z0-9.-]{1,253})(?::\d{1,5})?([/?#][^\s\]>"')]*)?/g)].map(([, host = '', path = '']) => ({ host, path }))

function leadsTo({ host, path }: { host: string; path: string }, place: string): boolean {
  const [domain = '', ...folders] = place.split('/')
  return isWithin(host, domain) && path.startsWith(folders.length > 0 ? `/${folders.join('/')}` : '')
}
