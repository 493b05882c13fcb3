/** A number as people here write it: +448088005000 is 0808 800 5000, +447700900111 is 07700 900111. */
export const inWords = (number: string): string =>
  number.replace(/^\+44(7\d{3})(\d{6})$/, '0$1 $2').replace(/^\+44(\d{3})(\d{3})(\d{4})$/, '0$1 $2 $3')
