import { lazy, Suspense } from 'react'
import { Toasts } from '../../web/kit/index.ts'
import { usePath } from '../router/index.ts'
import { ConnectionBanner } from './connection-state.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { MarketSearch } from './market-search.tsx'
import { CurrentScreen, currentRoute } from './screen.tsx'
import { TabBar } from './tab-bar.tsx'
import { useSession } from '../session/index.ts'
import './shell.css'

// Only the signed-in have orders, so only they load the code that speaks of them.
const Announcer = lazy(async () => ({ default: (await import('../orders/index.ts')).Announcer }))

/** What stays around every screen. */
export function Shell() {
  const isSignedIn = useSession((session) => session.status === 'signed-in')
  const full = currentRoute(usePath())?.route.full === true
  return (
    <>
      <a href="#main" className="shell-skip">
        Skip to the content
      </a>
      <Header />
      <ConnectionBanner />
      <main id="main" tabIndex={-1} className={full ? 'shell-main is-full' : 'shell-main'}>
        <CurrentScreen />
      </main>
      {!full && <Footer />}
      <TabBar />
      <MarketSearch />
      <Toasts />
      {isSignedIn && (
        <Suspense fallback={null}>
          <Announcer />
        </Suspense>
      )}
    </>
  )
}
