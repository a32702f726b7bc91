import { useKeptToken } from "@/features/account/kept-token";

/** The secret of an invitation, also after a detour by the log-in. */
export const useInvitationToken = () => useKeptToken("organisation-invitation");
