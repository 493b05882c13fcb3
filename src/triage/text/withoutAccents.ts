/**
 * "ffôn" as "ffon": people leave accents out, above all on a telephone, and a machine that writes down speech leaves out
 * more. Only marks on Latin letters go; in other scripts they tell words apart.
 */
export const withoutAccents = (text: string): string =>
  /[\u0080-\uffff]/.test(text) ? text.normalize('NFD').replaceAll(/(\p{Script=Latin})\p{M}+/gu, '$1').normalize('NFC') : text
