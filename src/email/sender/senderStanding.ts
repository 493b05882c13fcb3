import type { SenderDetails, SenderFlag, SenderStanding, Standing } from '../../domain/senderStanding'
import type { MessageReading } from '../reading/messageReading'
import { isNameTrick } from './displayName'
import type { DomainBook } from './domainBook'
import { type DomainName, domainOfAddress, isSameOrganisation } from './domainName'
import { imitatedDomain } from './lookAlike'
import { senderAuthentication } from './senderAuthentication'

export interface SenderStandingDeps {
  readonly book: DomainBook
  /** What our mail server calls itself in Authentication-Results fields. */
  readonly authservId?: string | undefined
}

/**
 * How far a message can be believed about who sent it. It is for the duty worker's eyes: no message is refused for it,
 * no priority lowered, no acknowledgement held back or worded otherwise.
 */
export function senderStanding({ book, authservId }: SenderStandingDeps, reading: MessageReading): SenderStanding {
  const { from, headers } = reading
  const { from: senders = [], sender = [], replyTo = [] } = reading.addressing ?? {}
  const domain = domainOfAddress(from?.address ?? '')
  const elsewhere = (people: readonly { address: string }[]): DomainName | undefined =>
    people.flatMap(({ address }) => domainOfAddress(address) ?? []).find((other) => domain && !isSameOrganisation(other.ascii, domain.ascii))
  const reply = elsewhere(replyTo)
  const several = senders.length > 1 || headers.filter(({ name }) => name === 'from').length > 1
  const imitates = [domain, reply].flatMap((one) => (one && imitatedDomain(one, book)) ?? [])[0]
  const authentication = domain ? senderAuthentication(headers, authservId, domain.ascii) : 'not_known'
  const family = domain && book.recognise(domain)
  const flags: Record<SenderFlag, boolean> = {
    look_alike: imitates !== undefined,
    display_name_trick: [from, ...senders].some((person) => person && isNameTrick(person.name, domainOfAddress(person.address), book)),
    reply_elsewhere: reply !== undefined,
    several_senders: several || elsewhere(sender) !== undefined,
    authentication_failed: authentication === 'failed',
  }
  return {
    standing: standingOf({ domain, recognised: family !== undefined, confirmed: authentication === 'confirmed' && !several, book }),
    authentication,
    ...(family && { sector: family.sector }),
    flags: FLAG_ORDER.filter((flag) => flags[flag]),
    listVersion: book.version,
    details: detailsOf({ domain, body: family?.body, imitates, reply }),
  }
}

const FLAG_ORDER: readonly SenderFlag[] = ['look_alike', 'display_name_trick', 'authentication_failed', 'several_senders', 'reply_elsewhere']

/** Of several senders the server has looked at one, and which is not known. */
function standingOf(facts: { domain: DomainName | undefined; recognised: boolean; confirmed: boolean; book: DomainBook }): Standing {
  if (facts.recognised) return facts.confirmed ? 'recognised' : 'unverified'
  return facts.domain && facts.book.isPersonal(facts.domain) ? 'personal' : 'unknown'
}

function detailsOf(facts: {
  domain: DomainName | undefined; body: string | undefined; imitates: string | undefined; reply: DomainName | undefined
}): SenderDetails {
  const { domain, body, imitates, reply } = facts
  return {
    ...(domain && { domain: domain.shown }),
    ...(domain && domain.ascii !== domain.shown && { wireDomain: domain.ascii }),
    ...(body !== undefined && { body }),
    ...(imitates !== undefined && { imitates }),
    ...(reply && { replyDomain: reply.shown }),
  }
}
