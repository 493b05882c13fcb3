import type { RoutingDeps } from './ports'

/**
 * A person says something of enquiries that is said of a child and of nobody else: they come back from the lists, with whatever
 * belongs with them. Done before it is written, so that nothing is lost where a process ends in between: whoever asked asks again;
 * and once more when it is, for of whoever puts one on a list in that moment and this, one is to see the other.
 */
export async function sayOfChild<Said>({ routed, now }: RoutingDeps, intakeIds: readonly string[], say: () => Promise<Said>): Promise<Said> {
  const bringBack = async (): Promise<void> => {
    for (const id of intakeIds) await routed.bringBackThread(id, now())
  }
  await bringBack()
  const said = await say()
  await bringBack()
  return said
}
