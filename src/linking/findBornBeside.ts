import { dateAtStart, OLDEST } from './findBirth'
import { hasOffice, NAME, trailing } from './nameWords'

const BESIDE = new RegExp(String.raw`(?<![\p{L}\p{M}'’-])(${NAME})(?:[ \t]{0,3}[,(–-][ \t]{0,3}(?=\d|\p{L}{3,9}[ \t]{1,3}\d)|([ \t]{1,3}(?:b\.?[ \t]{0,2})?)(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{2}))`, 'gu')
/** Before a name with no mark behind it: that of whoever saw the child that day. */
const COMPANY = /\b(?:by|with|from)[ \t]{1,3}$/i
/** Characters of the longest way to write a date. */
const LONGEST_DATE = 32
const MOST_FOUND = 6

/** Children whose name in full has a date beside it, "Linh Tran (03/04/2010)", that can only be a child's birth: from one year before the text on. */
export function findBornBeside(text: string, saidAt: Date): readonly { readonly name: string; readonly birth: string }[] {
  const found = [...text.matchAll(BESIDE)].flatMap(({ 0: before, 1: words = '', 2: bare, index }) => {
    const end = index + before.length
    const [name, birth] = [trailing(words, text, index), dateAtStart(text.slice(end, end + LONGEST_DATE))]
    const isCompany = bare !== undefined && COMPANY.test(text.slice(Math.max(0, index - LONGEST_DATE), index))
    return birth !== undefined && !isCompany && name.includes(' ') && !hasOffice(text, index) && isOfChild(birth, saidAt) ? [{ name, birth }] : []
  })
  return found.slice(0, MOST_FOUND)
}

function isOfChild(birth: string, saidAt: Date): boolean {
  const years = saidAt.getUTCFullYear() - Number(birth.slice(0, 4))
  return years >= 1 && years <= OLDEST
}
