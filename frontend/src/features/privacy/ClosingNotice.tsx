import { useLocation } from "@tanstack/react-router";
import { Closing } from "./Closing";

/** On every page but the one that says so anyway: that the account will be closed. */
export function ClosingNotice({ closesAt }: { closesAt: string }) {
  const { pathname } = useLocation();
  return pathname === "/profile/privacy" ? null : <Closing closure={{ closesAt }} />;
}
