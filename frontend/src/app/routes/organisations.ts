import { createRoute } from "@tanstack/react-router";
import { parseOrganisationsSearch } from "@/features/organisation/search";
import { page } from "../page";
import { getParentRoute, signedIn } from "./root";

/** Organisations, and who speaks for them. */
export const organisations = [
  createRoute({
    getParentRoute,
    path: "/organisations",
    validateSearch: parseOrganisationsSearch,
    component: page(() => import("@/features/organisation/OrganisationsPage"), "OrganisationsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/organisations/$organisationId",
    component: page(() => import("@/features/organisation/OrganisationPage"), "OrganisationPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/organisations/new",
    beforeLoad: signedIn,
    component: page(() => import("@/features/organisation/NewOrganisationPage"), "NewOrganisationPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/organisations/$organisationId/edit",
    beforeLoad: signedIn,
    component: page(() => import("@/features/organisation/EditOrganisationPage"), "EditOrganisationPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/organisations/$organisationId/members",
    beforeLoad: signedIn,
    component: page(() => import("@/features/organisation/MembersPage"), "MembersPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/organisation-invitations",
    component: page(() => import("@/features/organisation/AcceptInvitationPage"), "AcceptInvitationPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/organisations",
    beforeLoad: signedIn,
    component: page(() => import("@/features/organisation/MyOrganisationsPage"), "MyOrganisationsPage"),
  }),
] as const;
