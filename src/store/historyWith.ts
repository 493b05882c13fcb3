/** In a pipeline: the history of an enquiry with more at its end, each a list or what makes one. */
export const historyWith = (...more: readonly unknown[]) => ({ $concatArrays: [{ $ifNull: ['$history', []] }, ...more] })
