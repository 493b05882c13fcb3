/** Ends an exhaustive switch: the compiler refuses a case that was forgotten, and a value that no type foresaw is loud. */
export function unreachable(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}.`)
}
