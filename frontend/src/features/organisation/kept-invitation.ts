import { useEffect, useState } from "react";
import { useMailToken } from "@/features/account/mail-token";
import { storage } from "@/lib/storage";

const KEY = "organisation-invitation";

/**
 * The secret of an invitation, from the link or, after a detour by the log-in, from this browser. It
 * is kept here until it is answered, and never stands in an address that is sent anywhere.
 */
export function useInvitationToken() {
  const linked = useMailToken();
  const [kept] = useState(() => storage.get(KEY) ?? "");
  useEffect(() => {
    if (linked) storage.set(KEY, linked);
  }, [linked]);
  return { token: linked || kept, forget: () => storage.remove(KEY) };
}
