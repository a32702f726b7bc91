import { type ReactNode, useCallback, useState } from "react";
import { asApiError } from "@/lib/errors";
import { ProveDialog } from "./ProveDialog";

type Asked = { proved: () => void; given: () => void };

/**
 * For what the server does only soon after a sign-in. `fresh` makes a call; when
 * that is refused because it was a while ago, the person is asked to show that it
 * is they, and the call is repeated. Who gives up gets the refusal. `question` has
 * its place anywhere in what is shown.
 */
export function useFresh(): { fresh: <T>(call: () => Promise<T>) => Promise<T>; question: ReactNode } {
  const [asked, setAsked] = useState<Asked>();
  const fresh = useCallback(async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (thrown) {
      const refusal = asApiError(thrown);
      if (refusal.code !== "reauthentication_required") throw refusal;
      await new Promise<void>((resolve, reject) =>
        setAsked({ proved: resolve, given: () => reject(refusal) }),
      ).finally(() => setAsked(undefined));
      return call();
    }
  }, []);
  const question = asked && <ProveDialog onProved={asked.proved} onGiveUp={asked.given} />;
  return { fresh, question };
}
