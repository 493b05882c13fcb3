/** Where a visitor comes in and goes out. */
export const accessPaths = {
  signIn: '/sign-in',
  signOut: '/sign-out',
} as const
