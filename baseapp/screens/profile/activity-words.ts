const actions: Readonly<Record<string, string>> = {
  login: 'Signed in',
  'login::2fa': 'Signed in with second factor',
  logout: 'Signed out',
  signup: 'Account created',
  'request password reset': 'Password reset requested',
  'password reset': 'Password reset',
  'password change': 'Password changed',
  'request QR code for 2FA': 'Two-factor set-up begun',
  'enable 2FA': 'Two-factor turned on',
  'disable 2FA': 'Two-factor turned off',
  'verify 2FA code': 'Two-factor code checked',
  delete: 'Account closed',
}
const attempts: Readonly<Record<string, string>> = {
  login: 'Tried to sign in',
  'login::2fa': 'Tried to sign in with second factor',
  'password change': 'Tried to change the password',
  'password reset': 'Tried to reset the password',
  'enable 2FA': 'Tried to turn two-factor on',
  'disable 2FA': 'Tried to turn two-factor off',
}

const word = (table: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** What happened, in words; an action that nobody wrote words for is told as it is. */
export const activityText = ({ action, result }: { action: string; result: string }): string =>
  (result === 'succeed' ? undefined : word(attempts, action)) ?? word(actions, action) ?? action

const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const first = (table: readonly [RegExp, string][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/** `Chrome on Linux`; the beginning of the text itself for programs. */
export function deviceText(userAgent: string): string {
  const [browser, system] = [first(browsers, userAgent), first(systems, userAgent)]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? (userAgent.length > 40 ? `${userAgent.slice(0, 39)}…` : userAgent || 'Unknown')
}
