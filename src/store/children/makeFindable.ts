import type { ChildDocument } from './childModel'
import type { HashedKeys } from './childWrites'
import { detailsOf } from './openChild'
import type { ChildStore } from './openFamilies'

/** Raise it whenever records are to be found or linked by other keys than before: all then get theirs anew. */
const WAY = 9

/** Of which details, and in which way, the keys were made that a record is found and linked by. */
export const searchKeysOf = (version: number): string => `${WAY}.${version}`

interface LeftUnfindable {
  readonly childId: string
  readonly error: unknown
}

/**
 * Records that have no keys to be found and linked by, or those of earlier details, get them: processes from before a child was found by
 * name write such, also while others are of today already. Looked up by index, in one range for each version that there is.
 * @param stopping ends it: the next look goes on
 * @returns those with which that failed: one that does not open keeps nothing from the rest
 */
export async function makeFindable({ children, sealer }: Pick<ChildStore, 'children' | 'sealer'>, keysOf: HashedKeys, stopping?: AbortSignal): Promise<readonly LeftUnfindable[]> {
  const failed: LeftUnfindable[] = []
  for (const version of await children.distinct('version')) {
    for await (const { _id, details } of children.find({ version, searchKeysOf: { $ne: searchKeysOf(version) } }, { details: 1 }).lean<ChildDocument[]>().cursor()) {
      if (stopping?.aborted) return failed
      try {
        await children.updateOne({ _id, version }, { $set: keysOf(detailsOf({ _id, details }, sealer), version) })
      } catch (error) {
        failed.push({ childId: _id, error })
      }
    }
  }
  return failed
}
