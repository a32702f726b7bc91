import { type ReactNode, useCallback, useState } from "react";
import { ApiError, asApiError, GIVEN_UP } from "@/lib/errors";
import type { Fresh } from "./fresh";
import { ProveDialog } from "./ProveDialog";

type Asked = { proved: () => void; given: () => void };

/**
 * For what the server does only soon after a sign-in. `fresh` makes a call; when
 * that is refused because it was a while ago, the person is asked to show that it
 * is they, and the call is repeated. Who gives up gets an error that ErrorState and
 * FormErrors say nothing of. `question` has its place anywhere in what is shown.
 */
export function useFresh(): { fresh: Fresh; question: ReactNode } {
  const [asked, setAsked] = useState<Asked>();
  const fresh = useCallback(async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (thrown) {
      const refusal = asApiError(thrown);
      if (refusal.code !== "reauthentication_required") throw refusal;
      await new Promise<void>((resolve, reject) =>
        setAsked({ proved: resolve, given: () => reject(givenUp()) }),
      ).finally(() => setAsked(undefined));
      return call();
    }
  }, []);
  const question = asked && <ProveDialog onProved={asked.proved} onGiveUp={asked.given} />;
  return { fresh, question };
}

const givenUp = () => new ApiError({ code: GIVEN_UP, status: 0 });
