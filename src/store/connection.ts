import mongoose, { type Connection } from 'mongoose'

// A misspelt field in a filter would otherwise match everything, silently.
mongoose.set('strictQuery', 'throw')
mongoose.set('autoIndex', false)

/** How long a caller's request waits for a database that is away before the next way is tried, in milliseconds; the address may say otherwise. */
const SERVER_SELECTION_MS = 1_500

/** An open connection, for who passes it on without knowing what is behind it. */
export type StoreConnection = Connection

/**
 * Opens the process's one connection. Every write waits for a majority of the replica set, journalled: what we have
 * answered for survives the loss of a machine.
 *
 * @throws when no server answers within the time the driver allows for its first contact
 */
export async function connectStore(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    ...(!/[?&]serverSelectionTimeoutMS=/i.test(uri) && { serverSelectionTimeoutMS: SERVER_SELECTION_MS }),
    bufferCommands: false,
    maxPoolSize: 50,
  })
  return connection.asPromise()
}

/** Whether connecting failed because no server answered, which may change, and not because one refused us. */
export const isOutOfReach = (error: unknown): boolean => error instanceof mongoose.Error.MongooseServerSelectionError
