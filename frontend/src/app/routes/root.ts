import { createRootRoute } from "@tanstack/react-router";
import { ErrorPage } from "../ErrorPage";
import { requireAccount, requireDuty } from "../guards";
import { Layout } from "../Layout";
import { NotFoundPage } from "../NotFoundPage";

/** What all pages stand in. */
export const root = createRootRoute({
  component: Layout,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});
export const getParentRoute = () => root;

export const starter = requireDuty("start-challenges");
export const leader = requireDuty("lead");
export const moderator = requireDuty("moderate");
export const administrator = requireDuty("administer");
export const signedIn = async (context: Parameters<typeof requireAccount>[0]) =>
  void (await requireAccount(context));
