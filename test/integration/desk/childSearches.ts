import type { DeskBrowser } from './deskApp'
import { textOf } from './textOf'

/** Looks for a child by what is typed: what the page says, and whom it lists. */
export const childSearches = (browser: DeskBrowser) => async (typed: Record<string, string>, by = browser) => {
  const page = await by.send('/children', typed)
  return { page, status: page.status, text: textOf(page.text), found: [...page.text.matchAll(/href="\/children\/[0-9a-f]+">(C-\w{6})</g)].map(([, reference]) => reference) }
}

export const born = (birthDay: string, birthMonth: string, birthYear: string) => ({ birthDay, birthMonth, birthYear })
