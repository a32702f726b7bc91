import { createRootRoute, createRoute } from "@tanstack/react-router";
import { parseAuditSearch } from "@/features/audit-log/search";
import { parseChallengesSearch } from "@/features/challenge/search";
import { parseDiscussionSearch } from "@/features/comment/search";
import { parseOffersSearch } from "@/features/help/search";
import { parseIdeasSearch, parseNewIdeaSearch } from "@/features/idea/search";
import { parseReturn } from "@/features/identity/parse-return";
import { parseOrganisationsSearch } from "@/features/organisation/search";
import { parsePeopleSearch } from "@/features/people/search";
import type { Looking } from "@/features/search/search";
import { parseWorkshopsSearch } from "@/features/workshop/search";
import { text } from "@/lib/search-params";
import { ErrorPage } from "./ErrorPage";
import { requireAccount, requireDuty } from "./guards";
import { Layout } from "./Layout";
import { NotFoundPage } from "./NotFoundPage";
import { page } from "./page";

/** The table of pages. Each page is a chunk of its own, fetched when a link to it is pointed at. */
const root = createRootRoute({
  component: Layout,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});
const getParentRoute = () => root;
const starter = requireDuty("start-challenges");
const leader = requireDuty("lead");
const moderator = requireDuty("moderate");
const administrator = requireDuty("administer");

const next = (search: Record<string, unknown>): { next?: string } =>
  typeof search.next === "string" ? { next: search.next } : {};

const home = createRoute({
  getParentRoute,
  path: "/",
  component: page(() => import("@/features/home/HomePage"), "HomePage"),
});

// What the address asks for is checked by the page, which is fetched when it is wanted.
const search = createRoute({
  getParentRoute,
  path: "/search",
  validateSearch: (search: Record<string, unknown>) => search as Looking,
  component: page(() => import("@/features/search/SearchPage"), "SearchPage"),
});
const challenges = createRoute({
  getParentRoute,
  path: "/challenges",
  validateSearch: parseChallengesSearch,
  component: page(() => import("@/features/challenge/ChallengesPage"), "ChallengesPage"),
});
const challenge = createRoute({
  getParentRoute,
  path: "/challenges/$challengeId",
  validateSearch: parseIdeasSearch,
  component: page(() => import("@/features/challenge/ChallengePage"), "ChallengePage"),
});
const newChallenge = createRoute({
  getParentRoute,
  path: "/challenges/new",
  beforeLoad: starter,
  component: page(() => import("@/features/challenge/NewChallengePage"), "NewChallengePage"),
});
const editChallenge = createRoute({
  getParentRoute,
  path: "/challenges/$challengeId/edit",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/challenge/EditChallengePage"), "EditChallengePage"),
});

const ideas = createRoute({
  getParentRoute,
  path: "/ideas",
  validateSearch: parseIdeasSearch,
  component: page(() => import("@/features/idea/IdeasPage"), "IdeasPage"),
});
const ideasMap = createRoute({
  getParentRoute,
  path: "/ideas/map",
  validateSearch: parseIdeasSearch,
  component: page(() => import("@/features/idea/IdeasMapPage"), "IdeasMapPage"),
});
const idea = createRoute({
  getParentRoute,
  path: "/ideas/$ideaId",
  validateSearch: parseDiscussionSearch,
  component: page(() => import("@/features/idea/IdeaPage"), "IdeaPage"),
});
// Writing may begin before signing in: the draft is kept, and sending asks for an account.
const newIdea = createRoute({
  getParentRoute,
  path: "/ideas/new",
  validateSearch: parseNewIdeaSearch,
  component: page(() => import("@/features/idea/NewIdeaPage"), "NewIdeaPage"),
});
const editIdea = createRoute({
  getParentRoute,
  path: "/ideas/$ideaId/edit",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/idea/EditIdeaPage"), "EditIdeaPage"),
});

const workshops = createRoute({
  getParentRoute,
  path: "/workshops",
  validateSearch: parseWorkshopsSearch,
  component: page(() => import("@/features/workshop/WorkshopsPage"), "WorkshopsPage"),
});
const workshop = createRoute({
  getParentRoute,
  path: "/workshops/$workshopId",
  component: page(() => import("@/features/workshop/WorkshopPage"), "WorkshopPage"),
});
const newWorkshop = createRoute({
  getParentRoute,
  path: "/workshops/new",
  beforeLoad: starter,
  component: page(() => import("@/features/workshop/NewWorkshopPage"), "NewWorkshopPage"),
});
const editWorkshop = createRoute({
  getParentRoute,
  path: "/workshops/$workshopId/edit",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/workshop/EditWorkshopPage"), "EditWorkshopPage"),
});

const lead = createRoute({
  getParentRoute,
  path: "/lead",
  beforeLoad: leader,
  component: page(() => import("@/features/lead/LeadPage"), "LeadPage"),
});

const register = createRoute({
  getParentRoute,
  path: "/register",
  validateSearch: next,
  component: page(() => import("@/features/account/RegisterPage"), "RegisterPage"),
});
const confirmEmail = createRoute({
  getParentRoute,
  path: "/confirm-email",
  component: page(() => import("@/features/account/ConfirmEmailPage"), "ConfirmEmailPage"),
});
const login = createRoute({
  getParentRoute,
  path: "/login",
  validateSearch: next,
  component: page(() => import("@/features/account/LoginPage"), "LoginPage"),
});
const identityReturn = createRoute({
  getParentRoute,
  path: "/login/return/$providerId",
  validateSearch: parseReturn,
  component: page(() => import("@/features/identity/ReturnPage"), "ReturnPage"),
});
const identitySignUp = createRoute({
  getParentRoute,
  path: "/register/identity",
  component: page(() => import("@/features/identity/SignUpPage"), "SignUpPage"),
});
const forgotPassword = createRoute({
  getParentRoute,
  path: "/forgot-password",
  component: page(() => import("@/features/account/ForgotPasswordPage"), "ForgotPasswordPage"),
});
const resetPassword = createRoute({
  getParentRoute,
  path: "/reset-password",
  component: page(() => import("@/features/account/ResetPasswordPage"), "ResetPasswordPage"),
});
const admin = createRoute({
  getParentRoute,
  path: "/admin",
  beforeLoad: moderator,
  component: page(() => import("@/features/admin/AdminPage"), "AdminPage"),
});
const account = async (context: Parameters<typeof requireAccount>[0]) => void (await requireAccount(context));
const adminOrganisations = createRoute({
  getParentRoute,
  path: "/admin/organisations",
  beforeLoad: administrator,
  component: page(() => import("@/features/organisation/AdminOrganisationsPage"), "AdminOrganisationsPage"),
});
const auditLog = createRoute({
  getParentRoute,
  path: "/admin/audit-log",
  validateSearch: parseAuditSearch,
  beforeLoad: administrator,
  component: page(() => import("@/features/audit-log/AuditLogPage"), "AuditLogPage"),
});
const focusAreas = createRoute({
  getParentRoute,
  path: "/admin/focus-areas",
  beforeLoad: administrator,
  component: page(() => import("@/features/focus-area/FocusAreasPage"), "FocusAreasPage"),
});
const newFocusArea = createRoute({
  getParentRoute,
  path: "/admin/focus-areas/new",
  beforeLoad: administrator,
  component: page(() => import("@/features/focus-area/NewFocusAreaPage"), "NewFocusAreaPage"),
});
const focusArea = createRoute({
  getParentRoute,
  path: "/admin/focus-areas/$focusAreaId",
  beforeLoad: administrator,
  component: page(() => import("@/features/focus-area/FocusAreaPage"), "FocusAreaPage"),
});
const moderationQueue = createRoute({
  getParentRoute,
  path: "/admin/moderation",
  beforeLoad: moderator,
  component: page(() => import("@/features/moderation/QueuePage"), "QueuePage"),
});
const moderationCase = createRoute({
  getParentRoute,
  path: "/admin/moderation/$caseId",
  beforeLoad: moderator,
  component: page(() => import("@/features/moderation/CasePage"), "CasePage"),
});
const moderationDecision = createRoute({
  getParentRoute,
  path: "/moderation-decisions/$decisionId",
  beforeLoad: account,
  component: page(() => import("@/features/moderation/DecisionPage"), "DecisionPage"),
});
const moderationPolicy = createRoute({
  getParentRoute,
  path: "/moderation",
  component: page(() => import("@/features/moderation/PolicyPage"), "PolicyPage"),
});
const myDecisions = createRoute({
  getParentRoute,
  path: "/profile/moderation",
  beforeLoad: account,
  component: page(() => import("@/features/moderation/MyDecisionsPage"), "MyDecisionsPage"),
});
const topics = createRoute({
  getParentRoute,
  path: "/admin/topics",
  beforeLoad: administrator,
  component: page(() => import("@/features/topic/TopicsPage"), "TopicsPage"),
});
const districts = createRoute({
  getParentRoute,
  path: "/admin/districts",
  beforeLoad: administrator,
  component: page(() => import("@/features/district/DistrictsPage"), "DistrictsPage"),
});
const adminPeople = createRoute({
  getParentRoute,
  path: "/admin/people",
  beforeLoad: moderator,
  validateSearch: parsePeopleSearch,
  component: page(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});
const adminPerson = createRoute({
  getParentRoute,
  path: "/admin/people/$accountId",
  beforeLoad: moderator,
  component: page(() => import("@/features/people/PersonPage"), "PersonPage"),
});
const organisations = createRoute({
  getParentRoute,
  path: "/organisations",
  validateSearch: parseOrganisationsSearch,
  component: page(() => import("@/features/organisation/OrganisationsPage"), "OrganisationsPage"),
});
const organisation = createRoute({
  getParentRoute,
  path: "/organisations/$organisationId",
  component: page(() => import("@/features/organisation/OrganisationPage"), "OrganisationPage"),
});
const newOrganisation = createRoute({
  getParentRoute,
  path: "/organisations/new",
  beforeLoad: account,
  component: page(() => import("@/features/organisation/NewOrganisationPage"), "NewOrganisationPage"),
});
const editOrganisation = createRoute({
  getParentRoute,
  path: "/organisations/$organisationId/edit",
  beforeLoad: account,
  component: page(() => import("@/features/organisation/EditOrganisationPage"), "EditOrganisationPage"),
});
const organisationMembers = createRoute({
  getParentRoute,
  path: "/organisations/$organisationId/members",
  beforeLoad: account,
  component: page(() => import("@/features/organisation/MembersPage"), "MembersPage"),
});
const organisationInvitation = createRoute({
  getParentRoute,
  path: "/organisation-invitations",
  component: page(() => import("@/features/organisation/AcceptInvitationPage"), "AcceptInvitationPage"),
});
const myOrganisations = createRoute({
  getParentRoute,
  path: "/profile/organisations",
  beforeLoad: account,
  component: page(() => import("@/features/organisation/MyOrganisationsPage"), "MyOrganisationsPage"),
});
const participant = createRoute({
  getParentRoute,
  path: "/participants/$participantId",
  component: page(() => import("@/features/profile/ParticipantPage"), "ParticipantPage"),
});
const loginLink = createRoute({
  getParentRoute,
  path: "/login-link",
  component: page(() => import("@/features/account/LoginLinkPage"), "LoginLinkPage"),
});
const changeEmail = createRoute({
  getParentRoute,
  path: "/change-email",
  component: page(() => import("@/features/account/ChangeEmailPage"), "ChangeEmailPage"),
});
const revertEmail = createRoute({
  getParentRoute,
  path: "/revert-email",
  component: page(() => import("@/features/account/RevertEmailPage"), "RevertEmailPage"),
});
const security = createRoute({
  getParentRoute,
  path: "/profile/security",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/account/SecurityPage"), "SecurityPage"),
});
const privacy = createRoute({
  getParentRoute,
  path: "/profile/privacy",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/privacy/PrivacyPage"), "PrivacyPage"),
});
const notifications = createRoute({
  getParentRoute,
  path: "/notifications",
  beforeLoad: account,
  component: page(() => import("@/features/notification/NotificationsPage"), "NotificationsPage"),
});
const notificationSettings = createRoute({
  getParentRoute,
  path: "/profile/notifications",
  beforeLoad: account,
  component: page(
    () => import("@/features/notification/NotificationSettingsPage"),
    "NotificationSettingsPage",
  ),
});
const unsubscribe = createRoute({
  getParentRoute,
  path: "/unsubscribe",
  component: page(() => import("@/features/notification/UnsubscribePage"), "UnsubscribePage"),
});
const profile = createRoute({
  getParentRoute,
  path: "/profile",
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/account/ProfilePage"), "ProfilePage"),
});

const needs = createRoute({
  getParentRoute,
  path: "/needs",
  validateSearch: parseOffersSearch,
  component: page(() => import("@/features/help/NeedsPage"), "NeedsPage"),
});
const offers = createRoute({
  getParentRoute,
  path: "/offers",
  validateSearch: parseOffersSearch,
  component: page(() => import("@/features/help/OffersPage"), "OffersPage"),
});
const myOffers = createRoute({
  getParentRoute,
  path: "/profile/offers",
  validateSearch: (search: Record<string, unknown>) => text("as", search),
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/help/MyOffersPage"), "MyOffersPage"),
});
const contacts = createRoute({
  getParentRoute,
  path: "/profile/contacts",
  validateSearch: (search: Record<string, unknown>) =>
    (search.sent === true ? { sent: true } : {}) as { sent?: true },
  beforeLoad: async (context) => void (await requireAccount(context)),
  component: page(() => import("@/features/help/ContactsPage"), "ContactsPage"),
});
const mailbox = createRoute({
  getParentRoute,
  path: "/mailbox",
  validateSearch: (search: Record<string, unknown>): { message?: string } =>
    typeof search.message === "string" ? { message: search.message } : {},
  component: page(() => import("@/features/mailbox/MailboxPage"), "MailboxPage"),
});
const about = createRoute({
  getParentRoute,
  path: "/about",
  component: page(() => import("@/features/about/AboutPage"), "AboutPage"),
});

const pages = [
  home,
  challenges,
  challenge,
  newChallenge,
  editChallenge,
  ideas,
  ideasMap,
  idea,
  newIdea,
  editIdea,
  workshops,
  workshop,
  newWorkshop,
  editWorkshop,
  lead,
  admin,
  register,
  confirmEmail,
  login,
  identityReturn,
  identitySignUp,
  forgotPassword,
  resetPassword,
  adminOrganisations,
  auditLog,
  focusAreas,
  newFocusArea,
  focusArea,
  moderationQueue,
  moderationCase,
  moderationDecision,
  moderationPolicy,
  myDecisions,
  topics,
  districts,
  adminPeople,
  adminPerson,
  organisations,
  organisation,
  newOrganisation,
  editOrganisation,
  organisationMembers,
  organisationInvitation,
  myOrganisations,
  participant,
  loginLink,
  changeEmail,
  revertEmail,
  security,
  privacy,
  profile,
  notifications,
  notificationSettings,
  unsubscribe,
  needs,
  offers,
  myOffers,
  contacts,
  mailbox,
  search,
  about,
] as const;

// The page of all components exists where the program is made, not where it is used.
const styleguide = () =>
  createRoute({
    getParentRoute,
    path: "/styleguide",
    component: page(() => import("@/features/styleguide/StyleguidePage"), "StyleguidePage"),
  });

export const routeTree = root.addChildren(
  import.meta.env.DEV ? ([...pages, styleguide()] as unknown as typeof pages) : pages,
);
