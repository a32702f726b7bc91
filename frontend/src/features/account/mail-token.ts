import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/**
 * The secret that a mailed link carries behind `#`. A fragment never reaches a
 * server, so neither logs nor a scanner's visit use it up; it is taken out of
 * the address bar and the history at once. Empty when the link had none.
 */
export function useMailToken(): string {
  const fragment = useRouterState({ select: (state) => state.location.hash });
  const [token, setToken] = useState(fragment);
  const navigate = useNavigate();
  useEffect(() => {
    if (!fragment) return;
    setToken(fragment);
    void navigate({ to: ".", hash: "", replace: true, resetScroll: false });
  }, [fragment, navigate]);
  return token;
}
