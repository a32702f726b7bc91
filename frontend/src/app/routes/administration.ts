import { createRoute } from "@tanstack/react-router";
import { parseAuditSearch } from "@/features/audit-log/search";
import { parsePeopleSearch } from "@/features/people/search";
import { page } from "../page";
import { administrator, getParentRoute, moderator, signedIn } from "./root";

/** What administrators and moderators keep, and what they decide. */
export const administration = [
  createRoute({
    getParentRoute,
    path: "/admin",
    beforeLoad: moderator,
    component: page(() => import("@/features/admin/AdminPage"), "AdminPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/organisations",
    beforeLoad: administrator,
    component: page(() => import("@/features/organisation/AdminOrganisationsPage"), "AdminOrganisationsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/audit-log",
    validateSearch: parseAuditSearch,
    beforeLoad: administrator,
    component: page(() => import("@/features/audit-log/AuditLogPage"), "AuditLogPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/focus-areas",
    beforeLoad: administrator,
    component: page(() => import("@/features/focus-area/FocusAreasPage"), "FocusAreasPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/focus-areas/new",
    beforeLoad: administrator,
    component: page(() => import("@/features/focus-area/NewFocusAreaPage"), "NewFocusAreaPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/focus-areas/$focusAreaId",
    beforeLoad: administrator,
    component: page(() => import("@/features/focus-area/FocusAreaPage"), "FocusAreaPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/moderation",
    beforeLoad: moderator,
    component: page(() => import("@/features/moderation/QueuePage"), "QueuePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/moderation/$caseId",
    beforeLoad: moderator,
    component: page(() => import("@/features/moderation/CasePage"), "CasePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/moderation-decisions/$decisionId",
    beforeLoad: signedIn,
    component: page(() => import("@/features/moderation/DecisionPage"), "DecisionPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/moderation",
    component: page(() => import("@/features/moderation/PolicyPage"), "PolicyPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/topics",
    beforeLoad: administrator,
    component: page(() => import("@/features/topic/TopicsPage"), "TopicsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/districts",
    beforeLoad: administrator,
    component: page(() => import("@/features/district/DistrictsPage"), "DistrictsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/people",
    beforeLoad: moderator,
    validateSearch: parsePeopleSearch,
    component: page(() => import("@/features/people/PeoplePage"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/admin/people/$accountId",
    beforeLoad: moderator,
    component: page(() => import("@/features/people/PersonPage"), "PersonPage"),
  }),
] as const;
