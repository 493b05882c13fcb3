import { parseReference } from '../../domain/referenceNumber'
import type { OverdueMatter } from './ports'

export interface StaffNote {
  readonly subject: string
  readonly text: string
}

/**
 * What a member of staff is written about what is overdue: the enquiry's reference, and where the desk is. It is made of
 * nothing else, so that no word of a caller or a child can stand in it.
 * @throws when what is given as the reference is none: then nothing is sent
 */
export function staffNote({ about, reference, deskUrl }: { readonly about: OverdueMatter; readonly reference: string; readonly deskUrl: string }): StaffNote {
  const said = guardReference(reference)
  const { subject, says, please, until } = WORDS[about](said)
  return {
    subject: `Advice line: ${subject}`,
    text: [
      says, '', please, deskUrl, '', `You are told again, and others after you, until ${until}. Please do not answer this message.`, '',
    ].join('\n'),
  }
}

interface NoteWords {
  readonly subject: string
  readonly says: string
  readonly please: string
  readonly until: string
}

const WORDS: Readonly<Record<OverdueMatter, (said: string) => NoteWords>> = {
  enquiry: (said) => ({
    subject: `${said} waits to be accepted`,
    says: `Nobody has accepted enquiry ${said} yet.`,
    please: `Please open the desk, look for ${said}, and accept it or see that somebody does:`,
    until: 'somebody has accepted it',
  }),
  callback: (said) => ({
    subject: `the call-back for ${said} is overdue`,
    says: `The caller of enquiry ${said} asked to be rung back, and nobody has done it.`,
    please: `Please open the desk, look for ${said}, and ring the caller or say that you will:`,
    until: 'somebody has taken the call-back',
  }),
  second: (said) => ({
    subject: `${said} waits for a second professional`,
    says: `Enquiry ${said} calls for an officer beside its social worker, and no officer is on it yet.`,
    please: `Please open the desk, look for ${said}, and say that you are on it, or see that an officer does:`,
    until: 'a named officer is on it',
  }),
}

/** The reference as it is written, if it is one. @throws when it is anything else */
export function guardReference(reference: string): string {
  const parsed = parseReference(reference)
  if (parsed === undefined || parsed !== reference) throw new Error('What staff are to be told is no reference.')
  return parsed
}
