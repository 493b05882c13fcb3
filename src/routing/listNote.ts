/** One list in figures. */
export interface ListFigures {
  readonly name: string
  readonly waiting: number
  /** Since they were told before. */
  readonly came: number
  readonly late: number
  /** The latest of them, in working days. */
  readonly lateBy: number
}

/** What the owner of lists is written about them: names of lists and figures, and no word of any enquiry. */
export function listNote(figures: readonly ListFigures[], deskUrl: string): { readonly subject: string; readonly text: string } {
  const late = figures.reduce((sum, one) => sum + one.late, 0)
  const came = figures.reduce((sum, one) => sum + one.came, 0)
  return {
    subject: `Advice line: other lists, ${[...(came > 0 ? [`${came} new`] : []), ...(late > 0 ? [`${late} late`] : [])].join(', ')}`,
    text: [
      'On the lists of what is no concern about a child:', '',
      ...figures.map(lineOf), '',
      'Please open the desk, and look under Other lists:', deskUrl, '',
      'You are told once a day at most, while the service is open, and only when something has come or is late. Please do not answer this message.', '',
    ].join('\n'),
  }
}

const lineOf = ({ name, waiting, came, late, lateBy }: ListFigures): string =>
  `${name}: ${waiting} wait${waiting === 1 ? 's' : ''}, ${came} of them new. ${late === 0 ? 'None is late.' : `${late} ${late === 1 ? 'is' : 'are'} late, by up to ${lateBy} working day${lateBy === 1 ? '' : 's'}.`}`
