/**
 * Makes `look` come when it is asked for, at most once in `leastMs`. Asked again, it is never put off: changes that keep
 * coming must not keep a page from showing any. What is asked for while it looks comes afterwards. `look` never rejects.
 *
 * @returns how to ask for a look within so many milliseconds
 */
export function lookAgain(look, leastMs) {
  let timer
  let dueAt = Infinity
  let lookedAt = -Infinity
  let looking = false
  let wanted = Infinity

  const run = async () => {
    dueAt = Infinity
    looking = true
    lookedAt = Date.now()
    await look()
    looking = false
    const next = wanted
    wanted = Infinity
    if (next !== Infinity) within(Math.max(0, next - Date.now()))
  }

  const within = (delay = 0) => {
    const at = Math.max(Date.now() + delay, lookedAt + leastMs)
    if (looking) {
      wanted = Math.min(wanted, at)
      return
    }
    if (at >= dueAt) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => void run(), at - Date.now())
  }

  return within
}
