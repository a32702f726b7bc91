import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { session } from "@/lib/session";
import type { Fresh } from "./fresh";

/** Asks for a mail to a new address. */
export const useRequestEmail = (fresh: Fresh) =>
  useMutation<Schema["Accepted"], ApiError, string>({
    mutationFn: (email) => fresh(() => read(api.POST("/me/email-changes", { body: { email } }))),
  });

/** Uses up the token that was mailed to the new address, which shows everywhere at once. */
export function useConfirmNewEmail() {
  const queries = useQueryClient();
  return useMutation<Schema["Me"], ApiError, string>({
    mutationFn: async (token) => {
      await read(api.POST("/me/email-change-confirmations", { body: { token } }));
      return read(api.GET("/me"));
    },
    onSuccess: (me) => {
      session.update(me);
      return queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

/** Uses up the token that was mailed to the address of before. */
export const useRevertEmail = () =>
  useMutation<unknown, ApiError, string>({
    mutationFn: (token) => read(api.POST("/email-change-reversals", { body: { token } })),
  });
