/** As at the beginning of a sentence. */
export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** As within one. */
export const uncapital = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`
