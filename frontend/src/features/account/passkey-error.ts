import { t } from "@lingui/core/macro";
import { ApiError } from "@/lib/errors";

/** What went wrong with a passkey, in words; any other error as it is. */
export function passkeyError(error: ApiError | null): ApiError | null {
  switch (error?.code) {
    case "passkey_given_up":
      return new ApiError({
        ...error,
        detail: t`Ingen passnyckel användes. Försök igen, eller välj ett annat sätt.`,
      });
    case "invalid_credentials":
      return new ApiError({ ...error, detail: t`Den passnyckeln hör inte till något konto här.` });
    default:
      return error;
  }
}
