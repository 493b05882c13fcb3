/** Longer names are cut; every system takes so many characters. */
const LONGEST = 100

const DROPPED_FROM_END = /[.\s]+$/

/**
 * The name under which an attachment is offered, and by which it is judged: without folders, control characters, or what
 * an operating system drops from the end of a name. Empty when nothing is left of it.
 */
export function cleanName(filename: string): string {
  const plain = filename.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|%;]/gu, '_').replaceAll(/\s+/g, ' ').replace(/^[.\s]+/, '').replace(DROPPED_FROM_END, '')
  const ending = /\.[\p{L}\p{N}-]{1,20}$/u.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST).join('')
  // Cut in its midst, it may end in a dot again.
  return ending === '' ? stem.replace(DROPPED_FROM_END, '') : `${stem}${ending}`
}

/** What decides by which program it is opened, in lower case and without its dot; empty where there is none. */
export function endingOf(cleanedName: string): string {
  const dot = cleanedName.lastIndexOf('.')
  return dot < 0 ? '' : cleanedName.slice(dot + 1).toLowerCase()
}
