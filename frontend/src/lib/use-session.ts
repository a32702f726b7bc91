import { useSyncExternalStore } from "react";
import { type SessionState, session } from "./session";

/** Who is signed in, following every change in this and other tabs. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}
