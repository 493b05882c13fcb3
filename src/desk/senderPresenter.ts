import { mustVerify, type Sector, type SenderDetails, type SenderFlag, type SenderStanding } from '../domain/senderStanding'
import type { Tag } from './words'

/** Who a message says it is from, in words, and what to do about it. */
export interface SenderView {
  readonly tag: Tag
  readonly says: string
  /** What speaks against it. */
  readonly doubts: readonly string[]
  readonly advice: string | undefined
}

const SECTOR_NAMES: Readonly<Record<Sector, string>> = {
  police: 'police', health: 'health', government: 'public body', education: 'education', border: 'Home Office', justice: 'justice', charity: 'charity',
}

/** Ring back, and what may be said before: never a number or a link from the message, which its writer chose. */
const RING_BACK =
  'Before you share anything, ring back: look up the organisation’s published switchboard yourself and ask for the person by name. ' +
  'Do not use a number or link from the message. Until then take information and give general advice only, and do not say whether we hold a record.'

const NOT_TO_BE_TOLD = 'Do not let the sender know that you doubt them; tell a manager.'

export function senderView(sender: SenderStanding): SenderView {
  const verify = mustVerify(sender)
  return {
    tag: { text: verify ? 'Verify the sender' : 'Sender confirmed', classes: verify ? 'govuk-tag--yellow' : 'govuk-tag--green' },
    says: says(sender),
    doubts: sender.flags.map((flag) => DOUBTS[flag](sender.details)),
    advice: verify ? [RING_BACK, ...(isInDoubt(sender) ? [NOT_TO_BE_TOLD] : [])].join(' ') : undefined,
  }
}

/** Somebody may pose as somebody else; the other flags have ordinary reasons too. */
const isInDoubt = ({ flags }: Pick<SenderStanding, 'flags'>): boolean =>
  flags.some((flag) => flag === 'look_alike' || flag === 'display_name_trick' || flag === 'authentication_failed')

function says(sender: SenderStanding): string {
  const { standing, authentication, details } = sender
  const { body = 'a professional body' } = details
  const domain = domainWords(details)
  switch (standing) {
    case 'recognised':
      return `From ${body} (${domain}), as the mail server could confirm. It cannot say which person there wrote.`
    case 'unverified':
      return `Says it is from ${body} (${domain}). ${authentication === 'confirmed' ? 'Not to be relied on, for the reason below.' : 'The mail server could not confirm it.'}`
    case 'personal':
      return `Written from a personal mailbox (${domain}), which anybody can open.`
    case 'unknown':
      return details.domain === undefined
        ? 'No sender’s domain could be read.'
        : `Written from ${domain}, which is not on the list of professional bodies.${isInDoubt(sender) ? '' : ' Many solicitors, charities and foster agencies are not.'}`
    default:
      return standing satisfies never
  }
}

const domainWords = ({ domain = '', wireDomain }: SenderDetails): string => (wireDomain === undefined ? domain : `${domain}, really ${wireDomain}`)

const DOUBTS: Readonly<Record<SenderFlag, (details: SenderDetails) => string>> = {
  look_alike: ({ imitates = 'a professional body’s' }) => `An address in it imitates ${imitates} and is not it.`,
  display_name_trick: () => 'The name beside the address shows a body or an address that the message does not come from.',
  authentication_failed: () => 'The mail server’s checks failed: it may have been sent by somebody else.',
  several_senders: () => 'It names more than one sender.',
  reply_elsewhere: ({ replyDomain = 'another organisation' }) => `An answer would go elsewhere, to ${replyDomain}.`,
}

/** Who asks, in a line beside others. */
export function senderName({ standing, flags, sector, details }: SenderStanding): string {
  const domain = domainWords(details)
  const whose = sector && standing === 'recognised' ? `${SECTOR_NAMES[sector]}${domain === '' ? '' : `, ${domain}`}` : domain
  return [whose || 'a sender not known', ...(mustVerify({ standing, flags }) ? ['not verified'] : [])].join(', ')
}

/** In the queue, where only what says nothing of a person is known. */
export function senderNote(sender: Pick<SenderStanding, 'standing' | 'flags' | 'sector'>): string {
  if (isInDoubt(sender)) return 'Sender in doubt: verify'
  if (mustVerify(sender)) return 'Verify the sender'
  return sender.sector ? `Sender confirmed: ${SECTOR_NAMES[sender.sector]}` : 'Sender confirmed'
}
