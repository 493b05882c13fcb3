/** Facts that come twice, or late, keep the first moment at which they were true. */
export const earliest = (known: Date | undefined, at: Date): Date => (known && known <= at ? known : at)
