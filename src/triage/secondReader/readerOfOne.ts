import type { TriageReaders } from '../rulesInForce'
import { leaveAsRead, type ReadAgain } from './readAgain'
import { readerNamed, RULES_ALONE } from './readerNames'

/** The second reader, for one enquiry and its notes. */
export interface ReaderOfOne {
  readonly readAgain: ReadAgain
  /** What all that it has read is kept with: by the least that has read any of it, where the second reader or its language model failed. */
  readonly name: () => string | undefined
}

export function readerOfOne({ readAgain = leaveAsRead, readerVersion }: TriageReaders): ReaderOfOne {
  let name = readerVersion
  return {
    readAgain: async (contact, first) => {
      const reading = await readAgain(contact, first)
      const by = reading.readsLike?.version ?? RULES_ALONE
      if (name === undefined || readerNamed(by).hears < readerNamed(name).hears) name = by
      return reading
    },
    name: () => name,
  }
}
