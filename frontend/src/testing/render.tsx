import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type Register,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { ANNOUNCER_ID } from "@/lib/announce";
import { ToastProvider } from "@/ui/Toast";

/**
 * Renders within what pages stand on: words, data, toasts and a router at
 * `path`, where every other address shows its own path. Gives the user who acts
 * and the router.
 */
export async function renderInApp(content: ReactNode, path = "/") {
  const root = createRootRoute({ notFoundComponent: () => <p>elsewhere</p> });
  const page = createRoute({ getParentRoute: () => root, path: "/", component: () => content });
  const routeTree = root.addChildren([page, createRoute({ getParentRoute: () => root, path: "$" })]);
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [path] }) });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const view = render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <RouterProvider router={router as unknown as Register["router"]} />
          <div id={ANNOUNCER_ID} data-testid="announcer" aria-live="polite" />
        </ToastProvider>
      </QueryClientProvider>
    </I18nProvider>,
  );
  await screen.findByTestId("announcer");
  await router.load();
  return { user: userEvent.setup(), router, queries, ...view };
}
