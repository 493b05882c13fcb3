/** Of what is looked up in one query. */
const AT_ONCE = 1_000

/** What comes one by one, in arrays of bounded length: as many ids as one query may look up, or fewer. */
export async function* inBatches<T>(all: AsyncIterable<T>, atOnce = AT_ONCE): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const one of all) {
    batch.push(one)
    if (batch.length < atOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
