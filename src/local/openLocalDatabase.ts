import { connectStore, type StoreConnection } from '../store/connection'
import { emptyLocalDatabase, takeForLocalMode } from '../store/localModeMark'
import { LocalModeRefused } from './localModeRefused'

/**
 * Opens the database and makes sure that it is local mode's own, so that demonstration accounts never reach a real one.
 * @throws LocalModeRefused when it does not answer, or when it was made by anything else
 */
export async function openLocalDatabase(uri: string, options: { fresh: boolean; now: Date }): Promise<StoreConnection> {
  const connection = await connectStore(uri).catch(() => {
    throw new LocalModeRefused('The MongoDB that MONGODB_URI names does not answer: start it, or unset MONGODB_URI to use our own.')
  })
  if (options.fresh) await emptyLocalDatabase(connection)
  if (await takeForLocalMode(connection, options.now)) return connection
  const { name } = connection
  await connection.close()
  throw new LocalModeRefused(
    `MONGODB_URI names the database "${name}", which local mode did not make: demonstration accounts and enquiries must ` +
      'never reach a real one. Unset MONGODB_URI, name a database that does not exist yet, or set NODE_ENV=production.',
  )
}
