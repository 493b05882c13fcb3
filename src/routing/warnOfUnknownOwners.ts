import type { TellOwnersDeps } from './tellOwners'

/** Says in the log which lists name an address that nobody signs in with, who may have a list: what comes to it waits for the others whose it is, or for the managers. */
export async function warnOfUnknownOwners({ digests, routes, log }: Pick<TellOwnersDeps, 'digests' | 'routes' | 'log'>): Promise<void> {
  const known = new Set((await digests.people()).map(({ email }) => email.toLowerCase()))
  for (const { category: kind, owners } of routes) {
    const count = owners.staff.filter((address) => !known.has(address)).length
    if (count > 0) log.warn({ event: 'list_owner_unknown', kind, count }, 'config/routes.json gives a list to somebody who has no account in use that may have one')
  }
}
