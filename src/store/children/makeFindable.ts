import type { ChildDocument } from './childModel'
import type { HashedKeys } from './childWrites'
import { detailsOf } from './openChild'
import type { ChildStore } from './seeChild'

/**
 * Records from before a child was found by name or date of birth get what they are found by: looked up by index, at each start
 * almost always none. @returns those with which that failed: one that does not open keeps nothing from the rest, nor the service from starting
 */
export async function makeFindable({ children, sealer }: Pick<ChildStore, 'children' | 'sealer'>, keysOf: HashedKeys): Promise<readonly { readonly childId: string; readonly error: unknown }[]> {
  const failed: { readonly childId: string; readonly error: unknown }[] = []
  for await (const { _id, version, details } of children.find({ searchKeys: { $exists: false } }, { details: 1, version: 1 }).lean<ChildDocument[]>().cursor()) {
    try {
      const { searchKeys } = keysOf(detailsOf({ _id, details }, sealer))
      await children.updateOne({ _id, version, searchKeys: { $exists: false } }, { $set: { searchKeys } })
    } catch (error) {
      failed.push({ childId: _id, error })
    }
  }
  return failed
}
