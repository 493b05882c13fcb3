import type { Allocation, AllocationReasons, NobodyFits, SkillNeed } from '../domain/allocation'
import type { ExploitationType } from '../domain/skills'
import { capital } from './capital'

export const EXPLOITATION_NAMES: Readonly<Record<ExploitationType, string>> = {
  sexual: 'sexual exploitation', criminal: 'criminal exploitation', labour: 'forced labour', domestic: 'domestic servitude',
  benefit_fraud: 'benefit fraud', organ_marriage_adoption: 'organ removal, forced marriage and illegal adoption', debt: 'debt bondage',
  online: 'exploitation online',
}

const NUMBERS = ['nobody', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const numberWord = (count: number): string => NUMBERS[count] ?? String(count)

/**
 * Why somebody has an enquiry, a sentence; empty where no reasons were kept. That there is another about the same child is
 * told to who may open it alone. @param mayRead whether they may open enquiries beside this one
 */
export function whyAllocated({ why, managerName }: Allocation, mayRead: boolean): string {
  if (!why) return ''
  const mayTell = why.decidedBy !== 'knows_child' || (mayRead && (why.knownFrom ?? []).length > 0)
  const parts = [DECIDED_BY[mayTell ? why.decidedBy : 'skills'](numberWord(why.among)), ...why.has.map(skillWords)]
  const lacking = why.nobodyHas.map((need) => ` Nobody who could take it ${skillWords(need)}.`)
  const standIn = why.managerStandsInFor === undefined ? '' : ` ${managerName} supervises for ${why.managerStandsInFor}, who is on leave.`
  return `${parts.join('; ')}.${lacking.join('')}${standIn}`
}

const DECIDED_BY: Readonly<Record<AllocationReasons['decidedBy'], (among: string) => string>> = {
  holder: () => 'Has the enquiry that it belongs with',
  cover_of_holder: () => 'Covers for whoever has the enquiry that it belongs with',
  accepted_it: () => 'Accepted it before anybody had it',
  only_one: () => 'The only social worker on duty who could take it',
  knows_child: () => 'Already has an enquiry that may be about the same child',
  skills: (among) => `The best fit of ${among} social workers who could take it`,
  least_to_carry: (among) => `Has least work of ${among} social workers who could take it`,
  longest_since_last: (among) => `Longest since their last new enquiry, of ${among} social workers who could take it`,
  given: () => 'Given by a manager',
  taken_over: () => 'Taken over from a colleague',
  leave_cover: () => 'Covers for a colleague on leave',
  back_from_leave: () => 'Had it before, and is back from leave',
  had_before: () => 'Had it before it was joined to another enquiry, which was taken back',
}

function skillWords(need: SkillNeed): string {
  switch (need.kind) {
    case 'language':
      return `speaks ${capital(need.language)}`
    case 'nation':
      return `has experience of ${need.nation}`
    case 'exploitation':
      return `has experience of ${EXPLOITATION_NAMES[need.type]}`
    default:
      return need satisfies never
  }
}

/** Why nobody has it, on its card. */
export const NOBODY_FITS_WORDS: Readonly<Record<NobodyFits, string>> = {
  nobody_on_duty: 'No social worker is on duty. It goes by itself to the first who comes on duty; until then ask a manager who is to take it.',
  all_barred: 'Every social worker on duty has a conflict of interest in it. Ask a manager who is to take it.',
  no_manager: 'No social worker on duty has a manager who is at work, so that nobody would supervise it. Name a cover for the manager’s leave.',
  all_at_limit: 'Every social worker on duty is at the limit of what they may carry. Ask a manager who is to take it, or raise a limit.',
  failed: 'Allocating it keeps failing, for a fault of the service. It is tried again by itself; until then ask a manager who is to take it.',
}

export const nobodyFitsWords = (cause: string | undefined): string | undefined =>
  Object.entries(NOBODY_FITS_WORDS).find(([known]) => known === cause)?.[1]
