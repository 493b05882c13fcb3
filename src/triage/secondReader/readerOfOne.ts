import type { TriageReaders } from '../rulesInForce'
import { readerNamed } from './loadSecondReader'
import { leaveAsRead, type ReadAgain } from './readAgain'

/** The second reader, for one enquiry and its notes. */
export interface ReaderOfOne {
  readonly readAgain: ReadAgain
  /** What all that it has read is kept with: by words alone, where its language model failed on any of it. */
  readonly name: () => string | undefined
}

export function readerOfOne({ readAgain = leaveAsRead, readerVersion }: TriageReaders): ReaderOfOne {
  let name = readerVersion
  return {
    readAgain: async (contact, first) => {
      const reading = await readAgain(contact, first)
      const by = reading.readsLike?.version
      if (by !== undefined && readerNamed(by).byWords) name = by
      return reading
    },
    name: () => name,
  }
}
