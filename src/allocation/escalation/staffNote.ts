import { parseReference } from '../../domain/referenceNumber'

export interface StaffNote {
  readonly subject: string
  readonly text: string
}

/**
 * What a member of staff is written about an enquiry that waits: its reference, and where the desk is. It is made of
 * nothing else, so that no word of a caller or a child can stand in it.
 * @throws when what is given as the reference is none: then nothing is sent
 */
export function staffNote({ reference, deskUrl }: { readonly reference: string; readonly deskUrl: string }): StaffNote {
  const said = guardReference(reference)
  return {
    subject: `Advice line: ${said} waits to be accepted`,
    text: [
      `Nobody has accepted enquiry ${said} yet.`,
      '',
      `Please open the desk, look for ${said}, and accept it or see that somebody does:`,
      deskUrl,
      '',
      'You are told again, and others after you, until somebody has accepted it. Please do not answer this message.',
      '',
    ].join('\n'),
  }
}

/** The reference as it is written, if it is one. @throws when it is anything else */
export function guardReference(reference: string): string {
  const parsed = parseReference(reference)
  if (parsed === undefined || parsed !== reference) throw new Error('What staff are to be told is no reference.')
  return parsed
}
