import { Component, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { Button, EmptyState, Skeleton } from '../../web/kit/index.ts'
import { matchPath, navigate, usePath, type RouteParams } from '../router/index.ts'
import { routes, type Route } from '../routes.tsx'
import { NotFoundScreen } from '../screens/not-found/index.tsx'
import { useSession } from '../session/index.ts'

/** The route that a path shows, with its parameters. */
export function currentRoute(
  path = window.location.pathname,
): { route: Route; params: RouteParams } | undefined {
  for (const route of routes) {
    const params = matchPath(route.path, path)
    if (params) return { route, params }
  }
  return undefined
}

/** The screen of the current path, behind the door that its access asks for. */
export function CurrentScreen() {
  const path = usePath()
  const found = currentRoute(path)
  useFocusOnNavigation(found?.route.path ?? 'none')
  if (!found) return <NotFoundScreen />
  const { route, params } = found
  return (
    <Boundary key={route.path}>
      <Suspense fallback={<ScreenSkeleton />}>
        <Door route={route}>
          <route.Screen params={params} />
        </Door>
      </Suspense>
    </Boundary>
  )
}

function Door({ route, children }: { route: Route; children: ReactNode }) {
  const status = useSession((session) => session.status)
  const leave =
    route.access === 'user' && status === 'anonymous'
      ? `/signin?return_to=${encodeURIComponent(window.location.pathname)}`
      : route.access === 'visitor' && status === 'signed-in'
        ? returnPath()
        : undefined
  useEffect(() => {
    if (leave !== undefined) navigate(leave, { replace: true })
  }, [leave])
  if (leave !== undefined || (route.access !== 'public' && status === 'loading')) return <ScreenSkeleton />
  return children
}

/** Where sign-in came from; only a path of this application, never another site. */
export function returnPath(): string {
  const wanted = new URLSearchParams(window.location.search).get('return_to') ?? ''
  return /^\/[\w-]/.test(wanted) && currentRoute(wanted.split(/[?#]/, 1)[0]) ? wanted : '/trading'
}

/** After a navigation the reader starts at the new page's heading; not on the first load, the browser did that. */
function useFocusOnNavigation(page: string): void {
  const last = useRef(page)
  useEffect(() => {
    if (last.current === page) return
    last.current = page
    window.scrollTo(0, 0)
    const focus = () => {
      const main = document.querySelector<HTMLElement>('main')
      const heading = main?.querySelector<HTMLElement>('h1[tabindex]') ?? main
      heading?.focus({ preventScroll: true })
    }
    const frame = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frame)
  }, [page])
}

function ScreenSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <p className="visually-hidden">Loading the page</p>
      <Skeleton width="220px" height="24px" />
      <Skeleton width="100%" height="320px" />
    </div>
  )
}

type BoundaryState = { failed: boolean }

/** A screen that breaks says so; the shell around it keeps working. */
class Boundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failed: false }
  static getDerivedStateFromError(): BoundaryState {
    return { failed: true }
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="page">
        <EmptyState
          icon="warn"
          title="This page stopped working"
          text="Your orders and balances are safe on the server. Reload to continue."
          action={
            <Button variant="primary" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          }
        />
      </div>
    )
  }
}
