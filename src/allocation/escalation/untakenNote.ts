import type { NobodyFits } from '../../domain/allocation'
import type { Untaken } from './ports'
import { guardReference, type StaffNote } from './staffNote'

/**
 * What a manager is written about several enquiries that nobody can be given: of each its reference, its priority and what is lacking. As
 * what is told of one, it is made of nothing else.
 * @throws when what is given as a reference is none: then nothing is sent
 */
export const untakenNote = ({ untaken, deskUrl }: { readonly untaken: readonly Untaken[]; readonly deskUrl: string }): StaffNote => ({
  subject: `Advice line: nobody can be given ${untaken.length} enquiries`,
  text: [
    `Nobody can be given these ${untaken.length} enquiries:`, '', ...untaken.map(lineOf), '',
    'Please open the desk, look for each, see what is lacking, and find somebody who takes it:', deskUrl, '',
    'You are told of each once, and again if nobody has accepted it in time. Please do not answer this message.', '',
  ].join('\n'),
})

const lineOf = ({ reference, priority, lacks }: Untaken): string => `${guardReference(reference)}, ${priority}${lacks ? `: ${LACKS[lacks]}` : ''}.`

const LACKS: Readonly<Record<NobodyFits, string>> = {
  nobody_on_duty: 'nobody is on duty', all_barred: 'all on duty have a conflict of interest', no_manager: 'no manager of those on duty is at work',
  all_at_limit: 'nobody on duty has room for it', failed: 'allocating it keeps failing',
}
