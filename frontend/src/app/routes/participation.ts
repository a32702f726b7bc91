import { createRoute } from "@tanstack/react-router";
import { parseChallengesSearch } from "@/features/challenge/search";
import { parseDiscussionSearch } from "@/features/comment/search";
import { parseIdeasSearch, parseNewIdeaSearch } from "@/features/idea/search";
import { parseWorkshopsSearch } from "@/features/workshop/search";
import { page } from "../page";
import { getParentRoute, leader, signedIn, starter } from "./root";

/** Challenges, ideas and workshops, and what those who lead them do. */
export const participation = [
  createRoute({
    getParentRoute,
    path: "/challenges",
    validateSearch: parseChallengesSearch,
    component: page(() => import("@/features/challenge/ChallengesPage"), "ChallengesPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/challenges/$challengeId",
    validateSearch: parseIdeasSearch,
    component: page(() => import("@/features/challenge/ChallengePage"), "ChallengePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/challenges/new",
    beforeLoad: starter,
    component: page(() => import("@/features/challenge/NewChallengePage"), "NewChallengePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/challenges/$challengeId/edit",
    beforeLoad: signedIn,
    component: page(() => import("@/features/challenge/EditChallengePage"), "EditChallengePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/ideas",
    validateSearch: parseIdeasSearch,
    component: page(() => import("@/features/idea/IdeasPage"), "IdeasPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/ideas/map",
    validateSearch: parseIdeasSearch,
    component: page(() => import("@/features/idea/IdeasMapPage"), "IdeasMapPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/ideas/$ideaId",
    validateSearch: parseDiscussionSearch,
    component: page(() => import("@/features/idea/IdeaPage"), "IdeaPage"),
  }),
  // Writing may begin before signing in: the draft is kept, and sending asks for an account.
  createRoute({
    getParentRoute,
    path: "/ideas/new",
    validateSearch: parseNewIdeaSearch,
    component: page(() => import("@/features/idea/NewIdeaPage"), "NewIdeaPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/ideas/$ideaId/edit",
    beforeLoad: signedIn,
    component: page(() => import("@/features/idea/EditIdeaPage"), "EditIdeaPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/workshops",
    validateSearch: parseWorkshopsSearch,
    component: page(() => import("@/features/workshop/WorkshopsPage"), "WorkshopsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/workshops/$workshopId",
    component: page(() => import("@/features/workshop/WorkshopPage"), "WorkshopPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/workshops/new",
    beforeLoad: starter,
    component: page(() => import("@/features/workshop/NewWorkshopPage"), "NewWorkshopPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/workshops/$workshopId/edit",
    beforeLoad: signedIn,
    component: page(() => import("@/features/workshop/EditWorkshopPage"), "EditWorkshopPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/lead",
    beforeLoad: leader,
    component: page(() => import("@/features/lead/LeadPage"), "LeadPage"),
  }),
] as const;
