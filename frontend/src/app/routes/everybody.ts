import { createRoute } from "@tanstack/react-router";
import { parseOffersSearch } from "@/features/help/search";
import type { Looking } from "@/features/search/search";
import { page } from "../page";
import { getParentRoute } from "./root";

/** What is open to everybody, and is about no challenge. */
export const everybody = [
  createRoute({
    getParentRoute,
    path: "/",
    component: page(() => import("@/features/home/HomePage"), "HomePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/participants/$participantId",
    component: page(() => import("@/features/profile/ParticipantPage"), "ParticipantPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/needs",
    validateSearch: parseOffersSearch,
    component: page(() => import("@/features/help/NeedsPage"), "NeedsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/offers",
    validateSearch: parseOffersSearch,
    component: page(() => import("@/features/help/OffersPage"), "OffersPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/mailbox",
    validateSearch: (search: Record<string, unknown>): { message?: string } =>
      typeof search.message === "string" ? { message: search.message } : {},
    component: page(() => import("@/features/mailbox/MailboxPage"), "MailboxPage"),
  }),
  // What the address asks for is checked by the page, which is fetched when it is wanted.
  createRoute({
    getParentRoute,
    path: "/search",
    validateSearch: (search: Record<string, unknown>) => search as Looking,
    component: page(() => import("@/features/search/SearchPage"), "SearchPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/about",
    component: page(() => import("@/features/about/AboutPage"), "AboutPage"),
  }),
] as const;
