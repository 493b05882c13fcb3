/** Whom a domain stands for. */
export const SECTORS = ['police', 'health', 'government', 'education', 'border', 'justice', 'charity'] as const
export type Sector = (typeof SECTORS)[number]

/**
 * `recognised`: from the domain of a known professional body, and our mail server confirmed that. `unverified`: from such
 * a domain, unconfirmed. `personal`: from a mail provider that serves anybody. `unknown`: everybody else, among them most
 * solicitors, charities and foster agencies.
 */
export const STANDINGS = ['recognised', 'unverified', 'personal', 'unknown'] as const
export type Standing = (typeof STANDINGS)[number]

export const SENDER_FLAGS = [
  /** The domain imitates one of a professional body. */
  'look_alike',
  /** The name shows an address or a body that the message does not come from. */
  'display_name_trick',
  /** Answers would go to another organisation. */
  'reply_elsewhere',
  /** The message names more than one sender. */
  'several_senders',
  /** Our mail server's checks say that it does not come from there. */
  'authentication_failed',
] as const
export type SenderFlag = (typeof SENDER_FLAGS)[number]

/** What our mail server says of the sender's domain; `not_known` when it says nothing that counts. */
export const AUTHENTICATIONS = ['confirmed', 'failed', 'not_known'] as const
export type Authentication = (typeof AUTHENTICATIONS)[number]

/** What tells of a person or their employer, and is sealed at rest. */
export interface SenderDetails {
  /** As people read it. */
  readonly domain?: string
  /** As mail servers write it, where that differs: `xn--…`. */
  readonly wireDomain?: string
  /** The professional body, such as `a police force`. */
  readonly body?: string
  /** The domain that is imitated. */
  readonly imitates?: string
  readonly replyDomain?: string
}

/** How far a message can be believed about who sent it: shown to the duty worker; it changes nothing else. */
export interface SenderStanding {
  readonly standing: Standing
  readonly authentication: Authentication
  readonly sector?: Sector
  readonly flags: readonly SenderFlag[]
  /** Of the list of domains that it was judged by. */
  readonly listVersion: string
  readonly details: SenderDetails
}

/** Whether somebody must find out who wrote before anything is shared. */
export const mustVerify = ({ standing, flags }: Pick<SenderStanding, 'standing' | 'flags'>): boolean =>
  standing !== 'recognised' || flags.length > 0

export interface DomainFamily {
  readonly id: string
  readonly sector: Sector
  /** In a sentence: "Says it is from …". */
  readonly body: string
  /** Why its domains can be relied on. */
  readonly source: string
  /** A domain is of the family when it is one of these or ends in `.` and one of these. */
  readonly suffixes: readonly string[]
  /** Names that nobody else carries: any label of another domain that is one, or holds one, imitates the family. */
  readonly brands?: readonly string[]
  /**
   * Names, as people write them, whose words other bodies carry after one of their own, such as Welsh Refugee Council: only a label
   * that begins with one imitates the family, or has it in one piece between hyphens.
   */
  readonly shared?: readonly string[]
  /**
   * Labels of the family's own that others carry too, such as `police` abroad: only a label that joins one with more imitates the
   * family. A common word that is no body's label, such as council, is none.
   */
  readonly words?: readonly string[]
  /** As people write the family in the name beside an address. */
  readonly names?: readonly string[]
}

export interface ProfessionalDomains {
  readonly version: string
  readonly families: readonly DomainFamily[]
  readonly personal: { readonly source: string; readonly domains: readonly string[] }
}
