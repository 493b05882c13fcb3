/** Adds a value to the list that is kept under a key. */
export function fileUnder<Key, Value>(files: Map<Key, Value[]>, key: Key, value: Value): void {
  const filed = files.get(key)
  if (filed) filed.push(value)
  else files.set(key, [value])
}
