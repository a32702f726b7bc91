import { createRoute } from "@tanstack/react-router";
import { parseReturn } from "@/features/identity/parse-return";
import { text } from "@/lib/search-params";
import { page } from "../page";
import { getParentRoute, signedIn } from "./root";

const next = (search: Record<string, unknown>): { next?: string } =>
  typeof search.next === "string" ? { next: search.next } : {};

/** One's account, and what is one's own. */
export const account = [
  createRoute({
    getParentRoute,
    path: "/register",
    validateSearch: next,
    component: page(() => import("@/features/account/RegisterPage"), "RegisterPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/confirm-email",
    component: page(() => import("@/features/account/ConfirmEmailPage"), "ConfirmEmailPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/login",
    validateSearch: next,
    component: page(() => import("@/features/account/LoginPage"), "LoginPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/login/return/$providerId",
    validateSearch: parseReturn,
    component: page(() => import("@/features/identity/ReturnPage"), "ReturnPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/register/identity",
    component: page(() => import("@/features/identity/SignUpPage"), "SignUpPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/forgot-password",
    component: page(() => import("@/features/account/ForgotPasswordPage"), "ForgotPasswordPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/reset-password",
    component: page(() => import("@/features/account/ResetPasswordPage"), "ResetPasswordPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/moderation",
    beforeLoad: signedIn,
    component: page(() => import("@/features/moderation/MyDecisionsPage"), "MyDecisionsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/login-link",
    component: page(() => import("@/features/account/LoginLinkPage"), "LoginLinkPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/change-email",
    component: page(() => import("@/features/account/ChangeEmailPage"), "ChangeEmailPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/revert-email",
    component: page(() => import("@/features/account/RevertEmailPage"), "RevertEmailPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/security",
    beforeLoad: signedIn,
    component: page(() => import("@/features/account/SecurityPage"), "SecurityPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/privacy",
    beforeLoad: signedIn,
    component: page(() => import("@/features/privacy/PrivacyPage"), "PrivacyPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile",
    beforeLoad: signedIn,
    component: page(() => import("@/features/account/ProfilePage"), "ProfilePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/notifications",
    beforeLoad: signedIn,
    component: page(() => import("@/features/notification/NotificationsPage"), "NotificationsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/notifications",
    beforeLoad: signedIn,
    component: page(
      () => import("@/features/notification/NotificationSettingsPage"),
      "NotificationSettingsPage",
    ),
  }),
  createRoute({
    getParentRoute,
    path: "/unsubscribe",
    component: page(() => import("@/features/notification/UnsubscribePage"), "UnsubscribePage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/offers",
    validateSearch: (search: Record<string, unknown>) => text("as", search),
    beforeLoad: signedIn,
    component: page(() => import("@/features/help/MyOffersPage"), "MyOffersPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/profile/contacts",
    validateSearch: (search: Record<string, unknown>) =>
      (search.sent === true ? { sent: true } : {}) as { sent?: true },
    beforeLoad: signedIn,
    component: page(() => import("@/features/help/ContactsPage"), "ContactsPage"),
  }),
] as const;
