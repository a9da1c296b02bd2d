import { lazy, type ComponentType } from 'react'
import type { RouteParams } from './router/index.ts'

export type ScreenProps = { params: RouteParams }

export type Route = {
  path: string
  /** `user`: asks visitors to sign in first; `visitor`: sends signed-in users on to the market. */
  access: 'public' | 'visitor' | 'user'
  /** Fills the window below the header instead of scrolling with a footer. */
  full?: boolean
  Screen: ComponentType<ScreenProps>
  preload: () => Promise<unknown>
}

type Load = () => Promise<ComponentType<ScreenProps>>

function route(path: string, access: Route['access'], load: Load, options: { full?: boolean } = {}): Route {
  let module: ReturnType<Load> | undefined
  const preload = () => (module ??= load())
  const Screen = lazy(async () => ({ default: await preload() }))
  return { path, access, Screen, preload, ...options }
}

/** Every screen and where it lives; each is loaded when it is first visited. */
export const routes: readonly Route[] = [
  route('/', 'public', async () => (await import('./screens/landing/index.tsx')).LandingScreen),
  route('/trading/:market?', 'public', async () => (await import('./screens/trade/index.tsx')).TradeScreen, {
    full: true,
  }),
  route('/signin', 'visitor', async () => (await import('./screens/sign-in/index.tsx')).SignInScreen),
  route('/signup', 'visitor', async () => (await import('./screens/sign-up/index.tsx')).SignUpScreen),
  route(
    '/email-verification',
    'public',
    async () => (await import('./screens/confirm/index.tsx')).VerificationScreen,
  ),
  route(
    '/accounts/confirmation',
    'public',
    async () => (await import('./screens/confirm/index.tsx')).ConfirmScreen,
  ),
  route('/forgot_password', 'visitor', async () => (await import('./screens/reset/index.tsx')).ForgotScreen),
  route(
    '/accounts/password_reset',
    'public',
    async () => (await import('./screens/reset/index.tsx')).ResetScreen,
  ),
  route(
    '/proof-of-liabilities',
    'public',
    async () => (await import('./screens/proof/index.tsx')).ProofScreen,
  ),
  route(
    '/wallets/:currency?',
    'user',
    async () => (await import('./screens/wallets/index.tsx')).WalletsScreen,
  ),
  route('/orders', 'user', async () => (await import('./screens/orders-history/index.tsx')).OrdersScreen),
  route('/history', 'user', async () => (await import('./screens/orders-history/index.tsx')).HistoryScreen),
  route(
    '/profile/:section?',
    'user',
    async () => (await import('./screens/profile/index.tsx')).ProfileScreen,
  ),
]
