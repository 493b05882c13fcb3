/** What a page says, without its markup and what stands in lists to choose from. */
export const textOf = (html: string): string =>
  html.replaceAll(/<option[^>]*>[^<]*<\/option>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/&#39;/g, '’').replaceAll(/\s+/g, ' ')
