/** The network's two queues: it serves each in its own order, so callers who pressed the urgent key have one to themselves. */
export const QUEUE_NAMES = { urgent: 'advice-line-urgent', ordinary: 'advice-line' } as const
