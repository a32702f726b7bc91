import { useEffect, useState } from "react";
import { storage } from "@/lib/storage";
import { useMailToken } from "./mail-token";

/**
 * The secret of a mailed link, from the link or, after a detour by the log-in, from this browser. It
 * is kept here under `name` until it is answered, and never stands in an address that is sent anywhere.
 */
export function useKeptToken(name: string) {
  const linked = useMailToken();
  const [kept] = useState(() => storage.get(name) ?? "");
  useEffect(() => {
    if (linked) storage.set(name, linked);
  }, [linked, name]);
  return { token: linked || kept, forget: () => storage.remove(name) };
}
