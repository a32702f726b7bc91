import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { session } from "@/lib/session";
import { setUnread } from "@/lib/unread";
import { watchSession } from "@/lib/watch-session";
import { useToast } from "@/ui/Toast";

/** Signs out here when the session ends elsewhere, and shows a changed account. */
export function SessionWatch() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const told = useRef(() => {});
  useEffect(() => {
    told.current = () => {
      session.end();
      queries.clear();
      setUnread(0);
      void navigate({ to: "/" });
      toast({ text: t`Du är utloggad.` });
    };
  });
  useEffect(() => {
    const over = new AbortController();
    const changed = () => void session.renew(session.held()).catch(() => undefined);
    void watchSession(over.signal, { ended: () => told.current(), changed, unread: setUnread });
    return () => over.abort();
  }, []);
  return null;
}
