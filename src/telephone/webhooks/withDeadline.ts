/** Something took too long; what was begun may still finish. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed'
}

/**
 * The result of `work`, or DeadlinePassed after `ms` milliseconds. What came in while this process was too busy to look
 * is looked at first: work that is done in time does not fail because its timer was seen before it.
 */
export async function withDeadline<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(new DeadlinePassed(`No answer within ${ms} ms.`))), ms)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
