import { raisedByWord } from './neverLow'
import type { RoutingDeps } from './ports'

interface Saying {
  readonly intakeIds: readonly string[]
  /** Staff id and name. */
  readonly by: string
  readonly byName: string
}

/**
 * A person says something of enquiries that is said of a child and of nobody else: they come back from the lists, with whatever
 * belongs with them, and they, and each that comes back, are standard where they were low. Done before it is written, so that nothing is lost where a process ends in between: whoever asked asks again;
 * and once more when it is, for of whoever puts one on a list in that moment and this, one is to see the other.
 */
export async function sayOfChild<Said>({ routed, now }: RoutingDeps, { intakeIds, ...person }: Saying, say: () => Promise<Said>): Promise<Said> {
  const bringBack = async (): Promise<void> => {
    for (const id of intakeIds) {
      await routed.bringBackThread(id, now(), raisedByWord(person, now()))
      await routed.raiseLow(id, raisedByWord(person, now()))
    }
  }
  await bringBack()
  const said = await say()
  await bringBack()
  return said
}
